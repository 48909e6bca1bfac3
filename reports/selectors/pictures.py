"""Charts of the pages: geometry in attributes, percentages across and pixels down, so that letters keep their size."""

from dataclasses import dataclass
from typing import Any

BASE, TOP = 250, 24


@dataclass(frozen=True)
class Bar:
    """One year's column and its words."""

    x: float
    y: float
    width: float
    height: float
    persons: int
    label: str
    named: bool
    stressed: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def word(self) -> float:
        return self.y - 6


def series_chart(years: dict[int, int]) -> dict[str, Any]:
    """Columns by year; the highest and the last are stressed, and small screens name only those and the first."""
    if not years:
        return {}
    peak, first, last = max(years, key=lambda year: years[year]), min(years), max(years)
    step, top = 100 / len(years), max(years.values())
    bars = []
    for place, (year, persons) in enumerate(years.items()):
        height, told = round(persons / top * (BASE - TOP), 1), year in (first, peak, last)
        across = (round(place * step + step * 0.12, 2), BASE - height, round(step * 0.76, 2), height)
        bars.append(Bar(*across, persons, str(year) if told else str(year)[2:], told, year in (peak, last)))
    ends = {name: {"year": year, "persons": years[year]} for name, year in (("peak", peak), ("last", last))}
    return {"bars": bars, "base": BASE, "foot": BASE + 22, "height": BASE + 32, **ends}


ROW, THICK = 46, 14


@dataclass(frozen=True)
class Strip:
    """One part as a strip under its words; what is withheld has no strip."""

    label: str
    value: int | None
    words: int
    y: int
    width: float


def parts_chart(parts: list[tuple[str, int | None]]) -> dict[str, Any]:
    """Strips one under the other, each under its words, so that long names have room on a phone."""
    top = max((value for _label, value in parts if value is not None), default=0) or 1
    strips = [
        Strip(label, value, place * ROW + 16, place * ROW + 22, round((value or 0) / top * 100, 2))
        for place, (label, value) in enumerate(parts)
    ]
    return {"strips": strips, "thick": THICK, "height": len(parts) * ROW}
