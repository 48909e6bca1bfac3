"""Charts of this room: geometry in attributes, percentages across and pixels down, so that letters keep their size."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST = 78  # per cent of the width a bar may have; the rest is for its number
ROW, THICK = 46, 18
BASE, TOP = 190, 24


@dataclass(frozen=True)
class Bar:
    """One bar or column, its name and its number as text."""

    label: str
    text: str
    x: float
    y: float
    width: float
    height: float
    stressed: bool
    named: bool = True

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def above(self) -> float:
        return round(self.y - 6, 1)

    @property
    def under(self) -> float:
        return self.y + self.height - 4


@dataclass(frozen=True)
class Chart:
    """``kind`` names the template that draws it."""

    kind: str
    bars: list[Bar]
    height: int

    @property
    def words(self) -> str:
        """The same as text: the title of the picture."""
        return ". ".join(f"{bar.label}: {bar.text}" for bar in self.bars)


@dataclass(frozen=True)
class Told:
    """One number with its name and how it is written."""

    label: str
    number: float
    text: str


def bars(rows: Sequence[Told]) -> Chart:
    """Bars below each other, the longest stressed; names stand over them and numbers at their ends."""
    most = max((row.number for row in rows), default=0)
    drawn = [
        Bar(row.label, row.text, 0, place * ROW + 20, wide(row.number, most), THICK, 0 < row.number == most)
        for place, row in enumerate(rows)
    ]
    return Chart("bars", drawn, len(rows) * ROW)


def wide(number: float, most: float) -> float:
    return round(WIDEST * number / most, 2) if most else 0


def columns(rows: Sequence[Told]) -> Chart:
    """Columns beside each other, the highest stressed; small screens name the first, the highest and the last."""
    most = max((row.number for row in rows), default=0)
    step = 100 / max(len(rows), 3)
    drawn = []
    for place, row in enumerate(rows):
        height = round((BASE - TOP) * row.number / most, 1) if most else 0
        highest = 0 < row.number == most
        across = (round((place + 0.12) * step, 2), BASE - height, round(step * 0.76, 2), height)
        named = highest or place in (0, len(rows) - 1) or len(rows) <= 4
        drawn.append(Bar(row.label, row.text, *across, highest, named))
    return Chart("columns", drawn, BASE + 32)
