"""One row of the board: what takes a place, and the cells it is drawn as."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shelters.models import Closure, Occupancy, Placement, Unit
from shelters.selectors.behind import CASE_BEHIND

NIGHTS = 14


@dataclass(frozen=True)
class Occupation:
    """A place is taken or out of use for some nights. The stay is there only for those who may see it."""

    unit_id: int
    lower: date
    upper: date
    stay: Placement | None = None
    closure: Closure | None = None


@dataclass(frozen=True)
class Span:
    """One cell of the board: a stay, a free span, or nights that are past."""

    kind: str  # stay, book (to come), taken (whose, the reader may not see), shut, free, bare (not approved), past
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

    without: date | None = None  # the first night no approval lets the house receive anybody

    def is_empty(self, day: date) -> bool:
        """Nobody has the place and it is in use."""
        return not any(one.lower <= day < one.upper for one in self.occupations)

    def is_approved(self, day: date) -> bool:
        return self.without is None or day < self.without

    def is_free(self, day: date) -> bool:
        """Empty, and somebody can be received there."""
        return self.is_empty(day) and self.is_approved(day)

    def is_bare(self, day: date) -> bool:
        """Empty, in a house without the approval it needs."""
        return self.is_empty(day) and not self.is_approved(day)

    def is_shut(self, day: date) -> bool:
        return any(one.lower <= day < one.upper for one in self.occupations if one.closure)


def occupations(user: Any, window: Any, *, names: bool) -> defaultdict[int, list[Occupation]]:
    """What takes the places during ``window``, by place and in order."""
    seen = Placement.objects.allowed(user) if names else Placement.objects.none()
    mine = seen.during(window).heads().with_along().select_related("unit__shelter").prefetch_related(CASE_BEHIND)
    found = [Occupation(stay.unit_id, stay.arrives_on, stay.departs_on, stay) for stay in mine]
    known = [one.stay.pk for one in found if one.stay]
    others = Occupancy.objects.during(window).exclude(placement__in=known).values_list("unit", "stay")
    found += [Occupation(unit_id, stay.lower, stay.upper) for unit_id, stay in others]
    closed = Closure.objects.during(window)
    found += [Occupation(one.unit_id, one.days.lower, one.days.upper or date.max, closure=one) for one in closed]
    by_unit: defaultdict[int, list[Occupation]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.lower):
        by_unit[one.unit_id].append(one)
    return by_unit


def row_of(unit: Unit, taken: list[Occupation], first: date, tonight: date, without: date | None) -> Row:
    return Row(unit, spans(taken, first, tonight, without), taken, without)


def spans(taken: Iterable[Occupation], first: date, tonight: date, without: date | None = None) -> list[Span]:
    """The cells of one row: every night stands in exactly one of them."""
    end, cursor, cells = first + timedelta(days=NIGHTS), first, []
    for one in taken:
        if one.upper <= cursor or one.lower >= end:
            continue
        lower, upper = max(one.lower, cursor), min(one.upper, end)
        cells += gap(cursor, lower, tonight, without)
        cells.append(Span(kind_of(one, tonight), (upper - lower).days, lower, one, one.lower < first, one.upper > end))
        cursor = upper
    return cells + gap(cursor, end, tonight, without)


def gap(lower: date, upper: date, tonight: date, without: date | None = None) -> list[Span]:
    """Nights nobody has: the past ones as nothing, the rest as free, and as bare from the night no approval covers."""
    start = min(max(lower, tonight), upper)
    lapse = min(max(without or upper, start), upper)
    parts = (("past", lower, start), ("free", start, lapse), ("bare", lapse, upper))
    return [Span(kind, (until - on).days, on) for kind, on, until in parts if until > on]


def kind_of(one: Occupation, tonight: date) -> str:
    if one.closure is not None:
        return "shut"
    if one.stay is None:
        return "taken"
    return "book" if one.lower >= tonight and one.stay.moved_from_id is None else "stay"
