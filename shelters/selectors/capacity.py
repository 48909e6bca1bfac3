"""How many places there are, and how many are free. No person stands in any of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cmm.core.danish import danish
from shelters.models import HouseNote, Occupancy, Placement, Shelter, Unit
from shelters.rules import Days
from shelters.selectors.bednights import slept

LOOKS_BACK = 30  # nights the occupancy on the pages is taken over


@dataclass(frozen=True)
class Capacity:
    """A shelter with its places, those free tonight, and how full it has been."""

    shelter: Shelter
    units: int
    free: int
    nights: int

    @property
    def taken(self) -> int:
        return self.units - self.free

    @property
    def occupancy(self) -> int | None:
        """Per cent of the bed nights of the last ``LOOKS_BACK`` nights; nothing where there are no places."""
        return round(100 * self.nights / (self.units * LOOKS_BACK)) if self.units else None


def night(day: date) -> Any:
    """The night that begins on ``day``, as a range."""
    return DateRange(day, day + timedelta(days=1))


def free_units(shelter: Shelter, stay: Any, *, beds: int = 1) -> QuerySet[Unit]:
    """The places of ``shelter`` nobody has during ``stay``, with at least so many beds."""
    taken = Occupancy.objects.during(stay).filter(unit=OuterRef("pk"))
    fitting = Unit.objects.filter(~Exists(taken), shelter=shelter, active=True, beds__gte=beds)
    return fitting.order_by("position", "name")


def free_counts(stay: Any) -> Mapping[int, int]:
    """Free places during ``stay`` by shelter; a full shelter is absent."""
    taken = Occupancy.objects.during(stay).filter(unit=OuterRef("pk"))
    rows = Unit.objects.filter(~Exists(taken), active=True).values("shelter").annotate(n=Count("pk"))
    return dict(rows.order_by().values_list("shelter", "n"))


def capacity(shelters: QuerySet[Shelter], day: date) -> list[Capacity]:
    """Three statements, however many shelters."""
    rows = list(shelters.select_related("organisation", "accommodation_type"))
    shown = [row.pk for row in rows]
    beds = beds_of(shown, night(day))
    nights = slept(shown, Days(day - timedelta(days=LOOKS_BACK), day))
    return [Capacity(row, *beds.get(row.pk, (0, 0)), nights.get(row.pk, 0)) for row in rows]


def beds_of(shelters: Collection[int], stay: Any) -> dict[int, tuple[int, int]]:
    """How many places each shelter has, and how many of them are free during ``stay``."""
    taken = Occupancy.objects.during(stay).filter(unit=OuterRef("pk"))
    in_use = Unit.objects.filter(shelter__in=shelters, active=True)
    by_shelter = in_use.annotate(taken=Exists(taken)).order_by().values("shelter")
    counted = by_shelter.annotate(units=Count("pk"), free=Count("pk", filter=Q(taken=False)))
    return {row["shelter"]: (row["units"], row["free"]) for row in counted}


def capacity_of(shelter: Shelter, day: date) -> Capacity:
    return capacity(Shelter.objects.filter(pk=shelter.pk), day)[0]


def places(shelter: Shelter, day: date) -> list[tuple[Unit, bool]]:
    """Each place of the shelter, and whether it is free in the night that begins on ``day``."""
    free = {unit.pk for unit in free_units(shelter, night(day))}
    return [(unit, unit.pk in free) for unit in shelter.units.order_by("position", "name")]


def places_to_move_to(user: Any, placement: Placement, day: date) -> QuerySet[Unit]:
    """Other places in the houses ``user`` works in, free from ``day`` for the rest of the stay, with beds for all."""
    rest = DateRange(day, max(placement.departs_on, day))
    taken = Occupancy.objects.during(rest).filter(unit=OuterRef("pk"))
    houses = Shelter.objects.allowed(user, "stay").active()
    free = Unit.objects.filter(~Exists(taken), shelter__in=houses, active=True, beds__gte=placement.family_beds)
    rows = free.exclude(pk=placement.unit_id)
    return rows.select_related("shelter").order_by(danish("shelter__name"), "position", danish("name"))


def places_for_return(user: Any, note: HouseNote, night: date) -> QuerySet[Unit]:
    """The places somebody who was gone may come back to, the one they had among them if it is still free."""
    first = max(night, note.placement.arrives_on if note.placement.never_came else note.placement.departs_on)
    taken = Occupancy.objects.during(DateRange(first, max(note.planned_to or first, first))).filter(unit=OuterRef("pk"))
    houses = Shelter.objects.allowed(user, "stay").active()
    rows = Unit.objects.filter(~Exists(taken), shelter__in=houses, active=True).select_related("shelter")
    return rows.order_by(danish("shelter__name"), "position", danish("name"))
