"""The bed board: places by nights, with one thing per stay and per free span."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from shelters.models import Occupancy, Placement, Shelter, Unit
from shelters.querysets import ShelterQuerySet
from shelters.selectors.behind import CASE_BEHIND

NIGHTS = 14
SHOWS_BEFORE = 2  # nights before tonight
# What a filter asks of a shelter. "free" is asked of its places instead.
FILTERS = {
    "women": {},
    "men": {"women_only": False},
    "children": {"takes_children": True},
    "wheelchair": {"wheelchair": True},
}


@dataclass(frozen=True)
class Occupation:
    """A place is taken for some nights. The stay is there only for those who may see it."""

    unit_id: int
    lower: date
    upper: date
    stay: Placement | None = None


@dataclass(frozen=True)
class Span:
    """One cell of the board: a stay, a free span, or nights that are past."""

    kind: str  # stay, book (to come), taken (whose, the reader may not see), free, past
    nights: int
    on: date
    occupation: Occupation | None = None
    goes_back: bool = False
    goes_on: bool = False

    @property
    def until(self) -> date:
        return self.on + timedelta(days=self.nights)


@dataclass(frozen=True)
class Row:
    unit: Unit
    spans: list[Span]
    occupations: list[Occupation]

    def is_free(self, day: date) -> bool:
        return not any(one.lower <= day < one.upper for one in self.occupations)


@dataclass(frozen=True)
class Block:
    """A shelter with its rows; those who only count see ``counts`` instead."""

    shelter: Shelter
    rows: list[Row]
    counts: list[int]
    free: int

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
    def taken(self) -> int:
        return self.units - self.free

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
            arriving=[event for event in self.events if event.stay.arrives_on == on],
            departing=[event for event in self.events if event.stay.departs_on == on],
        )


def board(user: Any, *, first: date, tonight: date, only: Collection[str] = ()) -> Board:
    """Every active shelter the user may see, for ``NIGHTS`` nights and tonight. Five statements.

    Of stays the user may not see, not even the row is read: only the place and the days.
    """
    counts_only = Shelter.objects.allowed(user, "count").exists()
    shelters = narrowed(Shelter.objects.allowed(user).active(), only)
    in_use = Unit.objects.filter(shelter__in=shelters, active=True).select_related("shelter")
    places = list(in_use.order_by("shelter", "position", "name"))
    taken = occupations(user, window(first, tonight), names=not counts_only)
    nights = [(one.unit_id, one.lower, one.upper) for held in taken.values() for one in held]
    mark = marked(tonight, [(unit.pk, unit.name, unit.position) for unit in places], nights)
    rows = [Row(unit, spans(taken[unit.pk], first, tonight), taken[unit.pk]) for unit in places]
    if "free" in only:
        rows = [row for row in rows if any(span.kind == "free" for span in row.spans)]
    by_shelter = groupby(rows, key=lambda row: row.unit.shelter)
    blocks = [block(shelter, list(own), first, tonight) for shelter, own in by_shelter]
    return Board(first, tonight, sorted(blocks, key=lambda one: one.shelter.name), counts_only, mark)


def board_mark(user: Any, *, first: date, tonight: date, only: Collection[str] = ()) -> str:
    """Another text whenever the board would be drawn otherwise, made of places and nights and of nobody."""
    shelters = narrowed(Shelter.objects.allowed(user).active(), only)
    units = Unit.objects.filter(shelter__in=shelters, active=True).values_list("pk", "name", "position")
    taken = Occupancy.objects.during(window(first, tonight)).values_list("unit", "stay")
    return marked(tonight, units, [(unit, stay.lower, stay.upper) for unit, stay in taken])


def marked(tonight: date, units: Iterable[tuple[Any, ...]], nights: Iterable[tuple[int, date, date]]) -> str:
    said = repr((tonight, sorted(units), sorted(nights)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def window(first: date, tonight: date) -> Any:
    """The nights the board speaks of: those it draws, and tonight."""
    return DateRange(min(first, tonight), max(first + timedelta(days=NIGHTS), tonight + timedelta(days=1)))


def narrowed(shelters: ShelterQuerySet, only: Collection[str]) -> ShelterQuerySet:
    for wish in only:
        shelters = shelters.filter(**FILTERS.get(wish, {}))
    return shelters


def occupations(user: Any, window: Any, *, names: bool) -> defaultdict[int, list[Occupation]]:
    """What takes the places during ``window``, by place and in order."""
    seen = Placement.objects.allowed(user) if names else Placement.objects.none()
    mine = seen.during(window).heads().select_related("unit__shelter").prefetch_related(CASE_BEHIND)
    found = [Occupation(stay.unit_id, stay.arrives_on, stay.departs_on, stay) for stay in mine]
    known = [one.stay.pk for one in found if one.stay]
    others = Occupancy.objects.during(window).exclude(placement__in=known).values_list("unit", "stay")
    found += [Occupation(unit_id, stay.lower, stay.upper) for unit_id, stay in others]
    by_unit: defaultdict[int, list[Occupation]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.lower):
        by_unit[one.unit_id].append(one)
    return by_unit


def spans(taken: Iterable[Occupation], first: date, tonight: date) -> list[Span]:
    """The cells of one row: every night stands in exactly one of them."""
    end, cursor, cells = first + timedelta(days=NIGHTS), first, []
    for one in taken:
        if one.upper <= first or one.lower >= end:
            continue
        lower, upper = max(one.lower, first), min(one.upper, end)
        cells += gap(cursor, lower, tonight)
        cells.append(Span(kind_of(one, tonight), (upper - lower).days, lower, one, one.lower < first, one.upper > end))
        cursor = upper
    return cells + gap(cursor, end, tonight)


def gap(lower: date, upper: date, tonight: date) -> list[Span]:
    """Nights nobody has: the past ones as nothing, the rest as one free span."""
    start = min(max(lower, tonight), upper)
    past = [Span("past", (start - lower).days, lower)] if start > lower else []
    free = [Span("free", (upper - start).days, start)] if upper > start else []
    return past + free


def kind_of(one: Occupation, tonight: date) -> str:
    if one.stay is None:
        return "taken"
    return "book" if one.lower >= tonight and one.stay.moved_from_id is None else "stay"


def block(shelter: Shelter, rows: list[Row], first: date, tonight: date) -> Block:
    nights = [first + timedelta(days=n) for n in range(NIGHTS)]
    counts = [sum(not row.is_free(on) for row in rows) for on in nights]
    return Block(shelter, rows, counts, sum(row.is_free(tonight) for row in rows))


def stays_in(row: Row) -> list[Placement]:
    return [one.stay for one in row.occupations if one.stay]
