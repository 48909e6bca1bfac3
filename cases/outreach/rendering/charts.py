"""New inside unique inside visits, a bar a line. Geometry in attributes: the page's policy allows no styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Line = dict[str, Any]
WIDEST = 84  # per cent of what is left of the label that a bar may have; the rest is for its number


@dataclass(frozen=True)
class Shape:
    """Where labels stand: over the bars, or in a column left of them, which takes so much of a hundred."""

    row: int
    thick: int
    left: int
    above: int = 0


NAMED, TIMED = Shape(row=46, thick=18, left=0, above=20), Shape(row=26, thick=18, left=22)
PRINTED = {NAMED: Shape(row=28, thick=11, left=0, above=13), TIMED: Shape(row=16, thick=11, left=22)}
SCREEN, PAPER = 100, 220  # how wide a chart is: per cent of the page's column, units of the paper's


@dataclass(frozen=True)
class Strip:
    """How high a bar inside the bar stands, and how thick it is."""

    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """One line drawn: visits, unique persons at least and at most, and new ones."""

    label: str
    text: str
    y: int
    x: float
    visits: float
    least: float
    most: float
    new: float
    shape: Shape

    @property
    def end(self) -> float:
        return round(self.x + self.visits, 2)

    @property
    def middle(self) -> float:
        return self.y + self.shape.thick / 2

    @property
    def base(self) -> float:
        """Where the letters beside the bar stand."""
        return self.middle + 4

    @property
    def named_at(self) -> float:
        return self.y - 6 if self.shape.above else self.base

    @property
    def inner(self) -> "Strip":
        return Strip(round(self.y + self.shape.thick * 0.22, 1), round(self.shape.thick * 0.56, 1))

    @property
    def core(self) -> "Strip":
        return Strip(round(self.y + self.shape.thick * 0.39, 1), round(self.shape.thick * 0.22, 1))

    @property
    def from_least(self) -> float:
        return round(self.x + self.least, 2)

    @property
    def to_most(self) -> float:
        return round(self.x + self.most, 2)


@dataclass(frozen=True)
class Chart:
    height: int
    width: int
    bars: list[Bar]


def chart_of(lines: Sequence[Line], labels: Sequence[tuple[str, str]], shape: Shape, width: int) -> Chart | None:
    """A bar for each line; without visits there is nothing to draw. ``labels`` are each line's name and number."""
    most = max((line["visits"] for line in lines), default=0)
    if not most:
        return None
    left = round(shape.left * width / 100, 2)
    scale = WIDEST / 100 * (width - left) / most
    bars = [
        Bar(
            label=label,
            text=text,
            y=place * shape.row + shape.above,
            x=left,
            visits=round(line["visits"] * scale, 2),
            least=round(line["at_least"] * scale, 2),
            most=round(line["at_most"] * scale, 2),
            new=round(line["new"] * scale, 2),
            shape=shape,
        )
        for place, (line, (label, text)) in enumerate(zip(lines, labels, strict=True))
    ]
    return Chart(len(lines) * shape.row, width, bars)
