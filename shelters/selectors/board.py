"""The bed board: places by nights, with one thing per stay and per free span."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from shelters.models import Closure, Occupancy, Placement, Shelter, Unit
from shelters.querysets import ShelterQuerySet
from shelters.selectors.boardrows import NIGHTS, Row, occupations, row_of
from shelters.selectors.standing import Standings

SHOWS_BEFORE = 2  # nights before tonight
BEYOND = 3660  # nights: as far as anybody looks at the board
# What a filter asks of a shelter. "free" is asked of its places instead.
FILTERS = {
    "women": {},
    "men": {"women_only": False},
    "children": {"takes_children": True},
    "wheelchair": {"wheelchair": True},
}


@dataclass(frozen=True)
class Block:
    """A shelter with its rows; those who only count see ``counts`` instead."""

    shelter: Shelter
    rows: list[Row]
    counts: list[int]
    free: int
    shut: int = 0
    bare: int = 0

    @property
    def units(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Event:
    """Somebody arrives or leaves, under the name this reader knows them by."""

    stay: Placement
    unit: Unit
    shelter: Shelter


@dataclass(frozen=True)
class Day:
    """One night of the board as a line of a list."""

    on: date
    free: int
    bare: int
    shut: int
    arriving: list[Event]
    departing: list[Event]


@dataclass(frozen=True)
class Board:
    first: date
    tonight: date
    blocks: list[Block]
    counts_only: bool
    mark: str

    @cached_property
    def nights(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(NIGHTS)]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=NIGHTS - 1)

    @property
    def units(self) -> int:
        return sum(block.units for block in self.blocks)

    @property
    def free(self) -> int:
        return sum(block.free for block in self.blocks)

    @property
    def shut(self) -> int:
        return sum(block.shut for block in self.blocks)

    @property
    def bare(self) -> int:
        return sum(block.bare for block in self.blocks)

    @property
    def taken(self) -> int:
        return self.units - self.free - self.shut - self.bare

    @cached_property
    def stays(self) -> list[Placement]:
        """The stays whose person stands on the board."""
        return [event.stay for event in self.events]

    @cached_property
    def days(self) -> list[Day]:
        return [self.day(on) for on in self.nights]

    @property
    def today(self) -> Day:
        return self.day(self.tonight)

    @cached_property
    def events(self) -> list[Event]:
        rows = [(block, row) for block in self.blocks for row in block.rows]
        return [Event(stay, row.unit, block.shelter) for block, row in rows for stay in stays_in(row)]

    def day(self, on: date) -> Day:
        return Day(
            on=on,
            free=sum(row.is_free(on) for block in self.blocks for row in block.rows),
            bare=sum(row.is_bare(on) for block in self.blocks for row in block.rows),
            shut=sum(row.is_shut(on) for block in self.blocks for row in block.rows),
            arriving=[event for event in self.events if event.stay.arrives_on == on],
            departing=[event for event in self.events if event.stay.departs_on == on],
        )


def board(user: Any, *, first: date, tonight: date, approvals: Standings, only: Collection[str] = ()) -> Board:
    """Every active shelter the user may see, for ``NIGHTS`` nights and tonight. Six statements.

    Of stays the user may not see, not even the row is read: only the place and the days.
    """
    counts_only = Shelter.objects.allowed(user, "count").exists()
    shelters = narrowed(Shelter.objects.allowed(user).active(), only)
    in_use = Unit.objects.filter(shelter__in=shelters, active=True).select_related("shelter")
    places = list(in_use.order_by("shelter", "position", "name"))
    taken = occupations(user, window(first, tonight), names=not counts_only)
    nights = [(one.unit_id, one.lower, one.upper) for held in taken.values() for one in held]
    without = unapproved_from(approvals, {unit.shelter_id for unit in places}, tonight)
    mark = marked(tonight, [keys_of(unit) for unit in places], nights, without)
    rows = [row_of(unit, taken[unit.pk], first, tonight, without[unit.shelter_id]) for unit in places]
    if "free" in only:
        rows = [row for row in rows if any(span.kind == "free" for span in row.spans)]
    by_shelter = groupby(rows, key=lambda row: row.unit.shelter)
    blocks = [block(shelter, list(own), first, tonight) for shelter, own in by_shelter]
    return Board(first, tonight, sorted(blocks, key=lambda one: one.shelter.name), counts_only, mark)


def board_mark(user: Any, *, first: date, tonight: date, approvals: Standings, only: Collection[str] = ()) -> str:
    """Another text whenever the board would be drawn otherwise, made of places, nights and approvals, of nobody."""
    shelters = narrowed(Shelter.objects.allowed(user).active(), only)
    units = list(Unit.objects.filter(shelter__in=shelters, active=True))
    taken = Occupancy.objects.during(window(first, tonight)).values_list("unit", "stay")
    closed = Closure.objects.during(window(first, tonight)).values_list("unit", "days")
    nights = [(unit, days.lower, days.upper or date.max) for unit, days in [*taken, *closed]]
    without = unapproved_from(approvals, {unit.shelter_id for unit in units}, tonight)
    return marked(tonight, [keys_of(unit) for unit in units], nights, without)


def keys_of(unit: Unit) -> tuple[Any, ...]:
    return unit.pk, unit.name, unit.position


def marked(
    tonight: date,
    units: Iterable[tuple[Any, ...]],
    nights: Iterable[tuple[int, date, date]],
    without: Mapping[int, date | None],
) -> str:
    said = repr((tonight, sorted(units), sorted(nights), sorted(without.items(), key=str)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def window(first: date, tonight: date) -> Any:
    """The nights the board speaks of: those it draws, and tonight."""
    return DateRange(min(first, tonight), max(first + timedelta(days=NIGHTS), tonight + timedelta(days=1)))


def narrowed(shelters: ShelterQuerySet, only: Collection[str]) -> ShelterQuerySet:
    for wish in only:
        shelters = shelters.filter(**FILTERS.get(wish, {}))
    return shelters


def unapproved_from(approvals: Standings, houses: Collection[int], tonight: date) -> dict[int, date | None]:
    """The first night from tonight on that no approval of a house covers, as far as anybody looks."""
    nights = DateRange(tonight, tonight + timedelta(days=BEYOND))
    return {house: approvals.first_night_without(house, nights) for house in houses}


def block(shelter: Shelter, rows: list[Row], first: date, tonight: date) -> Block:
    nights = [first + timedelta(days=n) for n in range(NIGHTS)]
    counts = [sum(not row.is_empty(on) and not row.is_shut(on) for row in rows) for on in nights]
    return Block(
        shelter,
        rows,
        counts,
        free=sum(row.is_free(tonight) for row in rows),
        shut=sum(row.is_shut(tonight) for row in rows),
        bare=sum(row.is_bare(tonight) for row in rows),
    )


def stays_in(row: Row) -> list[Placement]:
    return [one.stay for one in row.occupations if one.stay]
