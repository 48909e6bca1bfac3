"""Horizontal bars with their words to the left."""

from reports.rendering.charts.engine import (
    DEEP,
    MID,
    MUTE,
    PALE,
    Rows,
    amount,
    draw,
    layer,
    lines_axis,
    names,
    said,
    text,
)

Shown = int | str | None  # a number, the sign of one withheld, or nothing known
Pairs = list[tuple[str, Shown, Shown]]


def compared(pairs: Pairs, now: str, before: str, alt: str, height: float = 66) -> str:
    """This year's bar with the year before as a thin one under it. Pairs are (words, now, before); what is withheld
    carries its sign where its bar would begin."""
    pairs = [(broken(label), new, old) for label, new, old in pairs]
    order = [label for label, _now, _before in pairs]
    line = names("x", lines_axis(37), scale={"domain": order})
    top = max((value for _label, *both in pairs for value in both if isinstance(value, int)), default=0)
    far = amount("y", [0, top * 1.34 or 1])
    new = told([(label, value) for label, value, _old in pairs], now)
    old = told([(label, value) for label, _new, value in pairs], before)
    layers = [
        layer(new, {"type": "bar", "height": 27, "yOffset": -7, "color": DEEP}, y=line, x=far),
        layer(old, {"type": "bar", "height": 12, "yOffset": 14, "color": MID}, y=line, x=far),
        layer(new, text("left", 5, -3, fontWeight=600), y=line, x=far, text=said("t")),
        layer(old, text("left", 5, 18, fontSize=10, color=MUTE), y=line, x=far, text=said("t")),
    ]
    return draw([one for one in layers if one["data"]["values"]], (108, height), alt, (0, 0, 0, 37))


def told(values: list[tuple[str, Shown]], year: str) -> Rows:
    """The bars of one year with their words; the first number names its year."""
    rows: Rows = [
        {"x": label, "y": value if isinstance(value, int) else 0, "t": str(value)}
        for label, value in values
        if value is not None
    ]
    first = next((row for row in rows if row["t"].isdigit()), None)
    if first:
        first["t"] += f"  ({year})"
    return rows


def broken(label: str, room: int = 24) -> str:
    """A long label in two lines, broken where the first is full."""
    if len(label) <= room:
        return label
    at = label.rfind(" ", 0, room + 1)
    return f"{label[:at]}|{label[at + 1 :]}" if at > 0 else label


def ranked(values: dict[str, int], alt: str, room: float = 20, width: float = 54) -> str:
    """The largest first."""
    rows = [{"x": label, "y": value} for label, value in values.items()]
    line, far = names("x", lines_axis(room)), amount("y", [0, max(values.values()) * 1.25])
    layers = [
        layer(rows, {"type": "bar", "height": {"band": 0.68}, "color": DEEP}, y=line, x=far),
        layer(rows, text("left", 5, 4, fontWeight=600), y=line, x=far, text=said("y")),
    ]
    return draw(layers, (width, 6.2 * len(values)), alt, (0, 0, 0, room))


def parts(known: dict[str, tuple[int, int]], part: str, whole: str, alt: str) -> str:
    """For each year the part inside its whole; the part is named on the first bar, the whole at each end."""
    first = next(iter(known))
    rows = [
        {
            "x": year,
            "all": total,
            "part": some,
            "end": f"{total} {whole}",
            "t": f"{some} {part}" if year == first else str(some),
        }
        for year, (total, some) in known.items()
    ]
    line, far = names("x", {"domain": False}), amount("all", [0, max(total for total, _some in known.values()) * 1.36])
    inner = amount("part", far["scale"]["domain"])
    bar = {"type": "bar", "height": {"band": 0.76}}
    layers = [
        layer(rows, bar | {"color": PALE}, y=line, x=far),
        layer(rows, bar | {"color": DEEP}, y=line, x=inner),
        layer(rows, text("left", 7, 4, fontWeight=600, color="white"), y=line, x={"value": 0}, text=said("t")),
        layer(rows, text("left", 6, 4), y=line, x=far, text=said("end")),
    ]
    return draw(layers, (108, 13.5 * len(known)), alt, (0, 0, 0, 11))
