"""What the nights cost, by house, payer and rate: summed by the database, of the stays the reader sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Sum
from django.db.models.functions import Greatest

from shelters.models import Occupancy, Placement, Shelter
from shelters.querysets import PlacementQuerySet
from shelters.rules import Days
from shelters.selectors.bednights import nights_in

RATE = "unit__shelter__rates"
OF_A_RATE = {
    "rate": RATE,
    "adult": f"{RATE}__amount",
    "child": f"{RATE}__child_amount",
    "valid": f"{RATE}__valid",
    "source": f"{RATE}__source",
}


@dataclass(frozen=True)
class Cost:
    """Nights in one house that one payer pays at one rate; without a rate they cost nothing anybody knows."""

    shelter: Shelter
    payer: str
    nights: int
    amount: Decimal | None
    adult: Decimal | None = None
    child: Decimal | None = None
    valid: Any = None
    source: str = ""

    @property
    def valid_from(self) -> date | None:
        return self.valid.lower if self.valid else None

    @property
    def valid_to(self) -> date | None:
        return self.valid.upper if self.valid else None


@dataclass(frozen=True)
class Costs:
    rows: tuple[Cost, ...]

    @property
    def nights(self) -> int:
        return sum(row.nights for row in self.rows)

    @property
    def uncovered(self) -> int:
        """Nights no rate covers."""
        return sum(row.nights for row in self.rows if row.amount is None)

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.rows if row.amount is not None), Decimal(0))

    def of_payer(self, payer: str) -> "Costs":
        return Costs(tuple(row for row in self.rows if row.payer == payer))

    def of_house(self, shelter: Shelter) -> "Costs":
        return Costs(tuple(row for row in self.rows if row.shelter == shelter))


def costs(user: Any, houses: Sequence[Shelter], window: Days, payer: str | None = None) -> Costs:
    """Two statements, however many stays. ``payer`` is one, "" for stays without, None for every stay."""
    stays = stays_to_charge(user, houses, window, payer)
    by_id = {house.pk: house for house in houses}
    slept = stays.values(house=F("unit__shelter"), who=F("payer")).annotate(nights=Sum(nights_in(window)))
    left = {(row["house"], row["who"]): row["nights"] for row in slept}
    found = []
    for row in at_rates(stays, window):
        left[row["house"], row["who"]] -= row["nights"]
        amount = row["adult_nights"] * row["adult"] + row["child_nights"] * row["child"]
        terms = {name: row[name] for name in ("nights", "adult", "child", "valid", "source")}
        found.append(Cost(by_id[row["house"]], row["who"], amount=amount, **terms))
    found += [Cost(by_id[house], who, nights, None) for (house, who), nights in left.items() if nights]
    place = {house.pk: number for number, house in enumerate(houses)}
    return Costs(tuple(sorted(found, key=lambda cost: (place[cost.shelter.pk], *in_order(cost)))))


def hidden_nights(user: Any, houses: Sequence[Shelter], window: Days) -> int:
    """Nights slept in the houses in stays ``user`` does not see: what is in no table and on no line."""
    taken = Occupancy.objects.during(DateRange(*window)).filter(unit__shelter__in=houses)
    unseen = taken.exclude(placement__in=Placement.objects.allowed(user).during(DateRange(*window)))
    return int(unseen.aggregate(nights=Sum(nights_in(window), default=0))["nights"])


def in_order(cost: Cost) -> tuple[Any, ...]:
    """In one house: by payer, nobody last, and by the days of the rate."""
    return cost.payer == "", cost.payer, cost.valid_from or date.max


def stays_to_charge(user: Any, houses: Sequence[Shelter], window: Days, payer: str | None) -> PlacementQuerySet:
    """Stays with a night in ``window`` in one of the houses."""
    stays: PlacementQuerySet = Placement.objects.allowed(user).during(DateRange(*window)).with_children()
    stays = stays.filter(unit__shelter__in=houses).order_by()
    return stays if payer is None else stays.filter(payer=payer)


def at_rates(stays: PlacementQuerySet, window: Days) -> Any:
    """Stays and rates of their house, with the nights they have in common, and only where there are any: asked of each
    two whether they overlap, PostgreSQL would begin with every stay and every rate there is.
    """
    charged = stays.filter(**{f"{RATE}__valid__overlap": DateRange(*window)})
    nights = Greatest(nights_in(window, f"{RATE}__valid"), 0)
    by = charged.values(house=F("unit__shelter"), who=F("payer"), **{name: F(path) for name, path in OF_A_RATE.items()})
    told = by.annotate(
        nights=Sum(nights), adult_nights=Sum(nights * F("adults")), child_nights=Sum(nights * F("following"))
    )
    return told.filter(nights__gt=0)
