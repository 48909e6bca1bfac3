"""Nights, and what they cost. Days are half-open: the night of the last day belongs to whoever comes next.

Nothing here knows a person or a database: a night is counted once because days never overlap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Days(NamedTuple):
    """From a day to the day after the last; the nights between them."""

    first: date
    until: date

    @property
    def nights(self) -> int:
        return max(0, (self.until - self.first).days)

    def within(self, window: "Days") -> "Days":
        """The part of it that falls inside ``window``; without nights where none does."""
        first, until = max(self.first, window.first), min(self.until, window.until)
        return Days(first, max(first, until))


def month_of(day: date) -> Days:
    """The calendar month ``day`` lies in."""
    first = day.replace(day=1)
    return Days(first, first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1))


def months_of(days: Days) -> Iterator[Days]:
    """``days`` cut at the first of every month."""
    month = month_of(days.first)
    while month.first < days.until:
        yield days.within(month)
        month = month_of(month.until)


def nights_by_month(stay: Days) -> dict[date, int]:
    """How many nights of ``stay`` lie in each month, by the month's first day."""
    return {month_of(part.first).first: part.nights for part in months_of(stay)}


@dataclass(frozen=True)
class Tariff:
    """What a night costs in a house on some days; without a last day while it is in force."""

    first: date
    until: date | None
    amount: Decimal
    child_amount: Decimal
    source: str


@dataclass(frozen=True)
class Line:
    """Nights of one stay at one tariff; where no tariff holds, nights without an amount."""

    days: Days
    children: int
    tariff: Tariff | None
    adults: int = 1

    @property
    def nights(self) -> int:
        return self.days.nights

    @property
    def amount(self) -> Decimal | None:
        """In kroner and øre, exact: whole nights of amounts that have two decimals."""
        if self.tariff is None:
            return None
        return self.nights * (self.adults * self.tariff.amount + self.children * self.tariff.child_amount)


def charge(stay: Days, *, children: int, tariffs: Iterable[Tariff], adults: int = 1) -> list[Line]:
    """Every night of ``stay`` on exactly one line. In a house one tariff holds at a time (``rate_one_at_a_time``)."""
    lines, day = [], stay.first
    for tariff in sorted(tariffs, key=lambda one: one.first):
        covered = Days(tariff.first, tariff.until or stay.until).within(Days(day, stay.until))
        if not covered.nights:
            continue
        if covered.first > day:
            lines.append(Line(Days(day, covered.first), children, None, adults))
        lines.append(Line(covered, children, tariff, adults))
        day = covered.until
    if day < stay.until:
        lines.append(Line(Days(day, stay.until), children, None, adults))
    return lines
