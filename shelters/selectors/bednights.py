"""Nights slept in the houses, by house and by month. No stay is read: a night is a place that was taken."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, IntegerField, Q, Sum
from django.db.models.functions import Greatest, Least

from shelters.models import Occupancy, Shelter
from shelters.rules import Days, months_of
from shelters.selectors.vacancy import offered, places_in_use


@dataclass(frozen=True)
class HouseNights:
    """One house: its places, and in each month of the window the nights slept there and those there were."""

    shelter: Shelter
    places: int
    by_month: tuple[int, ...]
    offered_by_month: tuple[int, ...]

    @property
    def nights(self) -> int:
        return sum(self.by_month)

    @property
    def offered(self) -> int:
        return sum(self.offered_by_month)

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
        """Each month with its nights, the nights places were in use, and how full that is."""
        slept = [sum(house.by_month[place] for house in self.houses) for place in range(len(self.months))]
        there = [sum(house.offered_by_month[place] for house in self.houses) for place in range(len(self.months))]
        return [
            (month, nights, offered, per_cent(nights, offered))
            for month, nights, offered in zip(self.months, slept, there, strict=True)
        ]


def per_cent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def bed_nights(houses: Sequence[Shelter], window: Days) -> BedNights:
    """Four statements at most, however many houses, months and stays."""
    months = tuple(months_of(window))
    if not months:
        return BedNights(window, months, ())
    known = [house.pk for house in houses]
    slept, in_use = slept_by_month(known, window, months), places_in_use(known, window)
    counted = Counter(place.shelter_id for place in in_use if place.nights(window))
    there = [offered(in_use, month) for month in months]
    rows = (
        HouseNights(
            shelter=house,
            places=counted[house.pk],
            by_month=slept.get(house.pk, (0,) * len(months)),
            offered_by_month=tuple(month.get(house.pk, 0) for month in there),
        )
        for house in houses
    )
    return BedNights(window, months, tuple(row for row in rows if row.places or row.nights))


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
