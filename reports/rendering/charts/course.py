"""A rule of law as a bar of days: what follows on what, and how long it may last."""

from dataclasses import dataclass

from reports.rendering.charts.engine import DEEP, MID, MM, PALE, PLAIN, amount, draw, layer, said, text

SHADES = (DEEP, MID, PALE)


@dataclass(frozen=True)
class Stretch:
    """From the end of the one before to ``until``; ``under`` says how long, ``over`` what begins here."""

    until: int
    under: str
    over: str = ""


def course(stretches: list[Stretch], alt: str) -> str:
    """Stretches in order, darkest first; the words stand above and below, where they begin."""
    begins = [0, *(one.until for one in stretches[:-1])]
    rows = [
        {"a": start, "b": one.until, "c": shade, "u": one.under, "o": one.over}
        for start, one, shade in zip(begins, stretches, SHADES, strict=False)
    ]
    far = amount("a", [0, stretches[-1].until])
    bar = {"type": "bar", "height": 6 * MM, "yOffset": 0, "stroke": "white", "strokeWidth": 1.2}
    middle = {"y": {"value": 9.5 * MM}}
    layers = [
        layer(rows, bar, x=far, x2={"field": "b"}, color={"field": "c", **PLAIN}, **middle),
        layer(rows, text("left", 1, 0, fontWeight=600), x=far, y={"value": 4.4 * MM}, text=said("o")),
        layer(rows, text("left", 1, 0), x=far, y={"value": 17 * MM}, text=said("u")),
    ]
    return draw(layers, (170, 19), alt)
