"""What a contact counts as, and what several service days count together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.outreach.enums import MetBefore


@dataclass(frozen=True)
class Counters:
    """The three counters, never one without the others. ``unclear`` visits are neither unique nor new, and not zero."""

    visits: int = 0
    unique: int = 0
    new: int = 0
    unclear: int = 0

    def __add__(self, other: "Counters") -> "Counters":
        return Counters(
            self.visits + other.visits,
            self.unique + other.unique,
            self.new + other.new,
            self.unclear + other.unclear,
        )

    @property
    def repeats(self) -> int:
        """Visits of persons already counted in the same service day."""
        return self.visits - self.unique - self.unclear


COUNTS_AS = {
    MetBefore.NEW: Counters(visits=1, unique=1, new=1),
    MetBefore.YES: Counters(visits=1, unique=1),
    MetBefore.TONIGHT: Counters(visits=1),
}
UNCLEAR = Counters(visits=1, unclear=1)


def counts_as(met_before: str) -> Counters:
    """What one contact counts as. "Don't know" and "not asked" stay unclear."""
    return COUNTS_AS[MetBefore(met_before)] if met_before in COUNTS_AS else UNCLEAR


def counts_as_group(group: Sequence[int]) -> Counters:
    """What several persons count as: so many new, met before, seen in this service day, and unknown."""
    new, known, again, unclear = group
    return Counters(visits=new + known + again + unclear, unique=new + known, new=new, unclear=unclear)


def counters(answers: Iterable[str]) -> Counters:
    return sum((counts_as(answer) for answer in answers), start=Counters())


@dataclass(frozen=True)
class ServiceDay:
    """One service day's counters, and how many of its unique and new persons nobody gave a code."""

    day: date
    counters: Counters
    uncoded_unique: int = 0
    uncoded_new: int = 0


@dataclass(frozen=True)
class Period:
    """Several service days together. Unique persons are never added up from day to day.

    Persons with a code of their own are told apart across days, the others only within one: so there are at least
    as many of them as were new, or as came on the fullest day, and at most as many as all days together.
    """

    counters: Counters
    at_least: int
    at_most: int

    @property
    def is_certain(self) -> bool:
        return self.at_least == self.at_most


def period(days: Collection[ServiceDay], *, codes: int) -> Period:
    """``days`` put together; ``codes`` is the number of different own codes counted in them."""
    total = sum((day.counters for day in days), start=Counters())
    fullest = max((day.uncoded_unique for day in days), default=0)
    new = sum(day.uncoded_new for day in days)
    return Period(total, codes + max(fullest, new), codes + sum(day.uncoded_unique for day in days))
