"""Which places nobody has and can be given, and in how many nights a place was there to be given."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from shelters.models import Closure, Occupancy, Unit
from shelters.rules import Days


def is_taken(stay: Any) -> Exists:
    """Whether somebody has a place on one of the nights."""
    return Exists(Occupancy.objects.during(stay).filter(unit=OuterRef("pk")))


def is_shut(stay: Any) -> Exists:
    """Whether a place is out of use on one of the nights."""
    return Exists(Closure.objects.during(stay).filter(unit=OuterRef("pk")))


def vacant(stay: Any) -> QuerySet[Unit]:
    """The places in use that nobody has during ``stay``."""
    return Unit.objects.filter(~is_taken(stay), ~is_shut(stay), active=True)


@dataclass(frozen=True)
class InUse:
    """One place: since when it is there, and the nights it is out of use; of some only the nights slept are known."""

    shelter_id: int
    opened_on: date | None = None
    closed: tuple[Days, ...] = ()
    slept: tuple[Days, ...] | None = None

    def nights(self, window: Days) -> int:
        """How many nights of ``window`` the place could be slept in."""
        if self.slept is not None:
            return sum(stay.within(window).nights for stay in self.slept)
        days = window.within(Days(self.opened_on, window.until)) if self.opened_on else window
        away = [one for one in (closed.within(days) for closed in self.closed) if one.nights]
        if len(away) < 2:
            return days.nights - sum(one.nights for one in away)
        shut = {one.first + timedelta(days=n) for one in away for n in range(one.nights)}
        return days.nights - len(shut)


def places_in_use(houses: Collection[int] | None, window: Days) -> list[InUse]:
    """Every place that counts in ``window``, in the houses named or in all. Two statements, or three.

    A place that went out of use without a day that says since when counts in the nights slept there, and in no other.
    """
    units = Unit.objects.all() if houses is None else Unit.objects.filter(shelter__in=houses)
    closed: defaultdict[int, list[Days]] = defaultdict(list)
    rows = Closure.objects.during(DateRange(*window)).filter(unit__in=units).values_list("unit", "days")
    for unit, days in rows:
        closed[unit].append(Days(days.lower, days.upper or window.until))
    dated = Exists(Closure.objects.filter(unit=OuterRef("pk"), reopened_on__isnull=True).exclude(kind="dates"))
    known = units.annotate(counts=Case(When(Q(active=True, shelter__active=True) | dated, then=True), default=False))
    places, undated = [], {}
    for pk, shelter, counts, opened_on in known.order_by("pk").values_list("pk", "shelter", "counts", "opened_on"):
        if counts:
            places.append(InUse(shelter, opened_on, tuple(closed[pk])))
        else:
            undated[pk] = shelter
    return places + slept_in(undated, window)


def slept_in(units: Mapping[int, int], window: Days) -> list[InUse]:
    """Of places nobody knows the days of: those slept in, with their nights."""
    stays: defaultdict[int, list[Days]] = defaultdict(list)
    if units:
        for unit, stay in (
            Occupancy.objects.during(DateRange(*window)).filter(unit__in=units).values_list("unit", "stay")
        ):
            stays[unit].append(Days(stay.lower, stay.upper))
    return [InUse(units[unit], slept=tuple(days)) for unit, days in stays.items()]


def offered(places: Iterable[InUse], window: Days) -> dict[int, int]:
    """The nights of ``window`` in which there was a place to sleep, by house."""
    found: defaultdict[int, int] = defaultdict(int)
    for place in places:
        found[place.shelter_id] += place.nights(window)
    return dict(found)
