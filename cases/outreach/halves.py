"""Half-years, in which a leader reports."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTHS = {1: 1, 2: 7}


@dataclass(frozen=True, order=True)
class Half:
    """The first or the second half of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, FIRST_MONTHS[self.number], 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> "Half":
        return Half(self.year, 1) if self.number == 2 else Half(self.year - 1, 2)

    @property
    def after(self) -> "Half":
        return Half(self.year, 2) if self.number == 1 else Half(self.year + 1, 1)


def half_of(day: date) -> Half:
    return Half(day.year, 1 if day.month < FIRST_MONTHS[2] else 2)
