"""Pictures of people counted: the cover's dots, the small columns and the divided bar of the summary."""

from collections.abc import Iterable, Iterator
from itertools import count
from math import ceil

from reports.rendering.charts.engine import (
    DEEP,
    HAZE,
    INK,
    MID,
    MM,
    PALE,
    PLAIN,
    SUN,
    amount,
    draw,
    layer,
    names,
    said,
    text,
    when,
)  # fmt: skip

ABREAST = 4
TALLEST = 33 * ABREAST  # dots of a column, as many as the cover has room for
WIDTH, LETTER = 50, 1.6  # millimetres: a small picture, and a letter of its words


def persons_a_dot(counts: Iterable[int]) -> int:
    """One, where the tallest column has room for it; else the least round number for which it has."""
    most = max(counts, default=0)
    return next(each for each in round_numbers() if most <= each * TALLEST)


def round_numbers() -> Iterator[int]:
    return (step * 10**place for place in count() for step in (1, 2, 5))


def cover(counts: dict[str, int], now: str, alt: str, each: int = 1) -> str:
    """A dot for ``each`` so many persons begun, one column a year; the report's year in another colour."""
    column = 170 / len(counts)
    pitch = min(2.52, column / (ABREAST + 0.5))
    dots, feet = [], []
    ends = (next(iter(counts)), now)
    for place, (year, persons) in enumerate(counts.items()):
        left = place * column
        feet.append(
            {
                "px": left + (ABREAST - 1) / 2 * pitch,
                "py": -6,
                "t": year if year in ends else year[2:],
                "now": year == now,
            }
        )
        dots += [
            {"px": left + n % ABREAST * pitch, "py": n // ABREAST * pitch, "now": year == now}
            for n in range(ceil(persons / each))
        ]
    spots = {"x": amount("px", [-1, 169]), "y": amount("py", [-1, 82]), "color": when("datum.now", SUN, HAZE)}
    size = 47 * (pitch / 2.52) ** 2
    layers = [
        layer(dots, {"type": "circle", "size": size, "opacity": 1}, **spots),
        layer(feet, text(fontSize=11), **spots, text=said("t")),
    ]
    return draw(layers, (170, 92), alt, (0, 0, 9, 0))


def spark(values: list[int], alt: str) -> str:
    """Small columns without words; the last one is the report's year."""
    rows = [{"x": str(place), "y": value, "now": place == len(values) - 1} for place, value in enumerate(values)]
    bars = layer(
        rows, {"type": "bar", "width": {"band": 0.72}}, x=names("x"), y=amount("y", [0, max(values)]),
        color=when("datum.now", DEEP, MID),
    )  # fmt: skip
    return draw([bars], (WIDTH, 17), alt)


def divided(sides: list[tuple[str, int]], alt: str, whole: int) -> str:
    """One bar in two parts, each with its number and, where there is room, its name; what is left of the whole
    stays open, for it was not printed."""
    (left, first), (right, second) = sides
    rows = [
        {"a": 0, "b": first, "c": PALE, "i": INK, "t": inside(left, first, whole)},
        {"a": first, "b": first + second, "c": DEEP, "i": "white", "t": inside(right, second, whole)},
    ]
    far = amount("a", [0, whole])
    bar = {"type": "bar", "height": 17 * MM, "stroke": "white", "strokeWidth": 1.5}
    layers = [
        layer(rows, bar, x=far, x2={"field": "b"}, color={"field": "c", **PLAIN}),
        layer(rows, text("left", 5, 4), x=far, text=said("t"), color={"field": "i", **PLAIN}),
    ]
    return draw(layers, (WIDTH, 17), alt)


def inside(label: str, count: int, whole: int) -> str:
    """Number and name where the part is wide enough for both."""
    told = f"{count} {label}"
    return told if len(told) * LETTER + 3 < WIDTH * count / whole else str(count)
