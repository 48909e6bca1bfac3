"""The basis of invoices: every night of a month on a line of its stay, with the rate it is charged at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, IntegerField, Value, When

from cmm.core.danish import danish
from shelters.models import Placement, Rate, Shelter
from shelters.querysets import PlacementQuerySet
from shelters.rules import Days, Line, Tariff, charge
from shelters.selectors.behind import CASE_BEHIND
from shelters.selectors.costs import stays_to_charge


@dataclass(frozen=True)
class InvoiceLine:
    """Nights at one rate, and the stay they were slept in."""

    stay: Placement
    line: Line

    @property
    def shelter(self) -> Shelter:
        return self.stay.unit.shelter


def invoice_stays(user: Any, houses: Sequence[Shelter], window: Days, payer: str | None) -> PlacementQuerySet:
    """The stays to invoice, by payer and house; those nobody is settled for come last."""
    stays = stays_to_charge(user, houses, window, payer).select_related("unit__shelter")
    unsettled = Case(When(payer="", then=Value(1)), default=Value(0), output_field=IntegerField())
    ordered = stays.order_by(unsettled, "payer", danish("unit__shelter__name"), "unit__shelter", "stay", "pk")
    return ordered.prefetch_related(CASE_BEHIND)


def invoice_lines(stays: Iterable[Any], houses: Sequence[Shelter], window: Days) -> list[InvoiceLine]:
    """The lines of ``stays``, in their order. One statement for the rates."""
    tariffs = tariffs_of(houses, window)
    return [InvoiceLine(stay, line) for stay in stays for line in lines_of(stay, window, tariffs)]


def lines_of(stay: Any, window: Days, tariffs: dict[int, list[Tariff]]) -> list[Line]:
    nights = Days(stay.arrives_on, stay.departs_on).within(window)
    return charge(nights, adults=stay.adults, children=stay.following, tariffs=tariffs.get(stay.unit.shelter_id, []))


def tariffs_of(houses: Sequence[Shelter], window: Days) -> dict[int, list[Tariff]]:
    found: dict[int, list[Tariff]] = {}
    for rate in Rate.objects.filter(shelter__in=houses, valid__overlap=DateRange(*window)):
        tariff = Tariff(rate.valid.lower, rate.valid.upper, rate.amount, rate.child_amount, rate.source)
        found.setdefault(rate.shelter_id, []).append(tariff)
    return found
