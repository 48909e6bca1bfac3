"""Nights slept in the houses, by house and by month. No stay is read: a night is a place that was taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, Sum
from django.db.models.functions import Greatest, Least

from shelters.models import Occupancy, Shelter, Unit
from shelters.rules import Days, months_of


@dataclass(frozen=True)
class HouseNights:
    """One house: its places, and the nights slept there in each month of the window."""

    shelter: Shelter
    places: int
    by_month: tuple[int, ...]
    offered: int

    @property
    def nights(self) -> int:
        return sum(self.by_month)

    @property
    def occupancy(self) -> int | None:
        return per_cent(self.nights, self.offered)


@dataclass(frozen=True)
class BedNights:
    """All the houses a reader counts, over one window that ends with last night at the latest."""

    window: Days
    months: tuple[Days, ...]
    houses: tuple[HouseNights, ...]

    @property
    def nights(self) -> int:
        return sum(house.nights for house in self.houses)

    @property
    def places(self) -> int:
        return sum(house.places for house in self.houses)

    @property
    def offered(self) -> int:
        return sum(house.offered for house in self.houses)

    @property
    def occupancy(self) -> int | None:
        return per_cent(self.nights, self.offered)

    @property
    def by_month(self) -> list[tuple[Days, int, int, int | None]]:
        """Each month with its nights, the nights the places had, and how full that is."""
        return [
            (month, nights, offered, per_cent(nights, offered))
            for month, nights, offered in (
                (month, sum(house.by_month[place] for house in self.houses), self.places * month.nights)
                for place, month in enumerate(self.months)
            )
        ]


def per_cent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def bed_nights(houses: Sequence[Shelter], window: Days) -> BedNights:
    """Two statements, however many houses, months and stays."""
    months = tuple(months_of(window))
    known, slept, places = [house.pk for house in houses], {}, {}
    if months:
        slept, places = slept_by_month(known, window, months), places_of(known, window)
    rows = (
        HouseNights(
            shelter=house,
            places=places.get(house.pk, 0),
            by_month=slept.get(house.pk, (0,) * len(months)),
            offered=places.get(house.pk, 0) * window.nights,
        )
        for house in houses
    )
    return BedNights(window, months, tuple(row for row in rows if row.places or row.nights))


def places_of(houses: Collection[int], window: Days) -> dict[int, int]:
    """Places in use today, and those that were slept in: a place taken out of use has had its nights all the same."""
    slept_in = Exists(Occupancy.objects.during(DateRange(*window)).filter(unit=OuterRef("pk")))
    rows = Unit.objects.filter(Q(active=True, shelter__active=True) | Q(slept_in), shelter__in=houses)
    return dict(rows.order_by().values("shelter").annotate(n=Count("pk")).values_list("shelter", "n"))


def slept(houses: Collection[int] | None, window: Days) -> dict[int, int]:
    """Nights slept within ``window`` by house, whoever slept them; in every house where none is named."""
    taken = Occupancy.objects.during(DateRange(*window)).order_by()
    rows = taken if houses is None else taken.filter(unit__shelter__in=houses)
    return dict(rows.values_list("unit__shelter").annotate(nights=Sum(nights_in(window))))


def slept_by_month(houses: Collection[int], window: Days, months: Sequence[Days]) -> dict[int, tuple[int, ...]]:
    rows = Occupancy.objects.during(DateRange(*window)).filter(unit__shelter__in=houses).order_by()
    columns = {
        f"month_{place}": Sum(nights_in(month), filter=Q(stay__overlap=DateRange(*month)), default=0)
        for place, month in enumerate(months)
    }
    found = rows.values(shelter=F("unit__shelter")).annotate(**columns)
    return {row["shelter"]: tuple(row[column] for column in columns) for row in found}


def nights_in(window: Days, *ends: str) -> Any:
    """How many nights of a stay lie in ``window``, and in the ranges in the columns ``ends``, as a whole number."""
    until = Least(F("stay__endswith"), window.until, *(F(f"{end}__endswith") for end in ends))
    first = Greatest(F("stay__startswith"), window.first, *(F(f"{end}__startswith") for end in ends))
    return Func(until, first, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())
