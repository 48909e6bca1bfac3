"""A week or a period of service days as the leader looks at it: from when to when, and the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cases.outreach.rules import Hours, ServiceDay
from cases.outreach.selectors.clock import hours_of

DRAWN = 31  # more days than this are a table, not a picture
ROW, BAR, LEFT, ROOM = 46, 30, 76, 218


@dataclass(frozen=True)
class Span:
    """Service days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def is_week(self) -> bool:
        return self.first.weekday() == 0 and self.last == self.first + timedelta(days=6)

    @property
    def week(self) -> int:
        return self.first.isocalendar().week

    @property
    def before(self) -> "Span":
        return self._moved(-1)

    @property
    def after(self) -> "Span":
        return self._moved(1)

    @property
    def query(self) -> str:
        return f"start={self.first:%d-%m-%Y}&end={self.last:%d-%m-%Y}"

    def _moved(self, times: int) -> "Span":
        length = (self.last - self.first + timedelta(days=1)) * times
        return Span(self.first + length, self.last + length)


def span_of(first: date | None, last: date | None, hours: Hours | None = None) -> Span:
    """What was asked for; without anything the week that is, and with one end only the week from or up to it."""
    if first and last:
        return Span(min(first, last), max(first, last))
    if first or last:
        return Span(first, first + timedelta(days=6)) if first else Span(last - timedelta(days=6), last)
    today = (hours or hours_of()).service_day(timezone.localtime())
    monday = today - timedelta(days=today.weekday())
    return Span(monday, monday + timedelta(days=6))


@dataclass(frozen=True)
class Bars:
    """One day's three bars, each inside the one before."""

    day: ServiceDay
    y: int
    visits: str
    unique: str
    new: str
    end: str


@dataclass(frozen=True)
class Chart:
    height: int
    rows: Sequence[Bars]


def chart_of(days: Sequence[ServiceDay]) -> Chart | None:
    """New inside unique inside visits, a row a day; nothing to draw, no picture."""
    if not days or len(days) > DRAWN:
        return None
    scale = ROOM / max(day.counters.visits for day in days)
    return Chart(height=len(days) * ROW + 8, rows=[_bars(day, number, scale) for number, day in enumerate(days)])


def _bars(day: ServiceDay, number: int, scale: float) -> Bars:
    told = day.counters
    visits, unique, new = (f"{figure * scale:.1f}" for figure in (told.visits, told.unique, told.new))
    return Bars(day, number * ROW + 8, visits, unique, new, end=f"{LEFT + told.visits * scale + 6:.1f}")
