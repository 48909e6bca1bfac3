"""How many places there are, and how many are free. No person stands in any of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Prefetch, Q, QuerySet

from cmm.core.danish import danish
from shelters.models import Closure, HouseNote, Placement, Shelter, Unit
from shelters.rules import Days
from shelters.selectors.bednights import per_cent, slept
from shelters.selectors.vacancy import is_shut, is_taken, offered, places_in_use, vacant

LOOKS_BACK = 30  # nights the occupancy on the pages is taken over


@dataclass(frozen=True)
class Capacity:
    """A shelter with its places, those free tonight, and how full it has been."""

    shelter: Shelter
    units: int
    free: int
    nights: int
    offered: int

    @property
    def taken(self) -> int:
        return self.units - self.free

    @property
    def occupancy(self) -> int | None:
        """Per cent of the nights places were in use over the last ``LOOKS_BACK`` nights; nothing where none was."""
        return per_cent(self.nights, self.offered)


def night(day: date) -> Any:
    """The night that begins on ``day``, as a range."""
    return DateRange(day, day + timedelta(days=1))


def free_units(shelter: Shelter, stay: Any, *, beds: int = 1) -> QuerySet[Unit]:
    """The places of ``shelter`` nobody has during ``stay``, with at least so many beds."""
    return vacant(stay).filter(shelter=shelter, beds__gte=beds).order_by("position", "name")


def free_counts(stay: Any) -> Mapping[int, int]:
    """Free places during ``stay`` by shelter; a full shelter is absent."""
    rows = vacant(stay).values("shelter").annotate(n=Count("pk"))
    return dict(rows.order_by().values_list("shelter", "n"))


def capacity(shelters: QuerySet[Shelter], day: date) -> list[Capacity]:
    """Five statements, however many shelters."""
    rows = list(shelters.select_related("organisation", "accommodation_type"))
    shown = [row.pk for row in rows]
    beds = beds_of(shown, night(day))
    window = Days(day - timedelta(days=LOOKS_BACK), day)
    nights, there = slept(shown, window), offered(places_in_use(shown, window), window)
    return [Capacity(row, *beds.get(row.pk, (0, 0)), nights.get(row.pk, 0), there.get(row.pk, 0)) for row in rows]


def beds_of(shelters: Collection[int], stay: Any) -> dict[int, tuple[int, int]]:
    """How many places each shelter has in use, and how many of them are free during ``stay``."""
    in_use = Unit.objects.filter(~is_shut(stay), shelter__in=shelters, active=True)
    by_shelter = in_use.annotate(taken=is_taken(stay)).order_by().values("shelter")
    counted = by_shelter.annotate(units=Count("pk"), free=Count("pk", filter=Q(taken=False)))
    return {row["shelter"]: (row["units"], row["free"]) for row in counted}


def capacity_of(shelter: Shelter, day: date) -> Capacity:
    return capacity(Shelter.objects.filter(pk=shelter.pk), day)[0]


def places(shelter: Shelter, day: date) -> list[tuple[Unit, bool]]:
    """Each place of the shelter with its closures to come, and whether it is free in the night of ``day``."""
    free = {unit.pk for unit in free_units(shelter, night(day))}
    to_come = Prefetch("closures", Closure.objects.standing(day), to_attr="shut")
    return [(unit, unit.pk in free) for unit in shelter.units.prefetch_related(to_come).order_by("position", "name")]


def places_to_move_to(user: Any, placement: Placement, day: date) -> QuerySet[Unit]:
    """Other places in the houses ``user`` works in, free from ``day`` for the rest of the stay, with beds for all."""
    rest = DateRange(day, max(placement.departs_on, day))
    houses = Shelter.objects.allowed(user, "stay").active()
    free = vacant(rest).filter(shelter__in=houses, beds__gte=placement.family_beds)
    rows = free.exclude(pk=placement.unit_id)
    return rows.select_related("shelter").order_by(danish("shelter__name"), "position", danish("name"))


def places_for_return(user: Any, note: HouseNote, night: date) -> QuerySet[Unit]:
    """The places somebody who was gone may come back to, the one they had among them if it is still free."""
    first = max(night, note.placement.arrives_on if note.placement.never_came else note.placement.departs_on)
    houses = Shelter.objects.allowed(user, "stay").active()
    free = vacant(DateRange(first, max(note.planned_to or first, first)))
    rows = free.filter(shelter__in=houses).select_related("shelter")
    return rows.order_by(danish("shelter__name"), "position", danish("name"))
