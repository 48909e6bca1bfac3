"""Columns by year, and three small panels on one scale."""

from typing import Any

from reports.rendering.charts.engine import (
    DEEP,
    INK,
    MID,
    MM,
    Spec,
    amount,
    draw,
    layer,
    names,
    said,
    text,
    when,
    year_axis,
)  # fmt: skip

GAP, STEP = 62, 6
BAND = 0.78  # of its place that a column fills
WIDEST = 80  # of a column where there are few, in points of the drawing
CROWDED = 10  # years in one panel, from which on their names would touch


def columns(values: dict[str, int | None], now: str, alt: str, height: float = 93) -> str:
    """One column a year with its value on it; a year without a shown value carries its sign."""
    known = [value for value in values.values() if value is not None]
    tall = amount("y", [0, max(known) * 1.04])
    axis = year_axis(*values)
    shown = [{"x": year, "y": value, "now": year == now} for year, value in values.items()]
    bars = [row | {"y": row["y"] or 0} for row in shown]
    wide = WIDEST if 108 * MM / len(values) > WIDEST / BAND else {"band": BAND}
    hidden = [row | {"y": 0, "t": ":"} for row in shown if row["y"] is None]
    seen = [row for row in shown if row["y"] is not None]
    layers: list[Spec] = [
        layer(bars, {"type": "bar", "width": wide}, x=names("x", axis), y=tall,
              color=when("datum.now", DEEP, MID)),
        *(words([row for row in seen if not row["now"]], tall)),
        *(words([row for row in seen if row["now"]], tall, fontWeight=600)),
    ]  # fmt: skip
    if hidden:
        layers.append(layer(hidden, text(dy=-5, fontWeight=600), x=names("x", {}), y=tall, text=said("t")))
    return draw(layers, (108, height), alt, (4, 0, 7, 0))


def words(rows: list[Spec], tall: Spec, **more: Any) -> list[Spec]:
    return [layer(rows, text(dy=-5, **more), x=names("x", {}), y=tall, text=said("y"))] if rows else []


def named(place: int, last: int) -> bool:
    """Whether a year stands under its column: all where there is room, else every other, the last among them."""
    return last < CROWDED or (last - place) % 2 == 0


def panels(series: dict[str, dict[str, int | str | None]], now: str, alt: str) -> str:
    """The steps of a criminal case beside each other on one scale; what is not known carries its sign."""
    rows, frames = [], []
    top = max((value for values in series.values() for value in values.values() if isinstance(value, int)), default=1)
    span = max(len(values) for values in series.values()) - 1
    step = min(STEP, 42 / span) if span else STEP
    for place, (label, values) in enumerate(series.items()):
        frames.append({"a": place * GAP - 2.5, "b": place * GAP + span * step + 2.5, "t": label})
        rows += [
            {"px": place * GAP + n * step, "y": value if isinstance(value, int) else 0,
             "t": ".." if value is None else str(value), "now": year == now, "f": year[2:] if named(n, span) else ""}
            for n, (year, value) in enumerate(values.items())
        ]  # fmt: skip
    right = (len(series) - 1) * GAP + 7 * STEP + 2.6
    wide, tall, foot = amount("px", [-2.6, right]), amount("y", [0, (top or 1) * 1.24]), {"y": {"value": 52 * MM}}
    edge = amount("a", [-2.6, right])
    layers = [
        layer(rows, {"type": "bar", "width": 17 * step / STEP}, x=wide, y=tall, color=when("datum.now", DEEP, MID)),
        layer(rows, text(dy=-5), x=wide, y=tall, text=said("t")),
        layer(rows, text(dy=15), x=wide, **foot, text=said("f")),
        layer(frames, {"type": "rule", "color": INK, "strokeWidth": 0.75}, x=edge, x2={"field": "b"}, **foot),
        layer(frames, text("left", fontWeight=600), x=edge, y={"value": 11}, text=said("t")),
    ]
    return draw(layers, (170, 59), alt, (0, 0, 7, 0))
