"""What a family costs: an adult and its children, each once, on the basis of invoices and in the figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from shelters.models import Rate
from shelters.rules import Days
from shelters.selectors.costs import costs
from shelters.selectors.invoices import invoice_lines, invoice_stays
from tests.factories.shelters import PlacementFactory, UnitFactory

pytestmark = pytest.mark.django_db
NOVEMBER = Days(date(2026, 11, 1), date(2026, 12, 1))


def test_a_child_with_a_stay_of_its_own_is_paid_for_as_a_child(manager):
    unit = UnitFactory(kind="family_room", beds=4)
    week = DateRange(date(2026, 11, 2), date(2026, 11, 9))
    Rate.objects.create(
        shelter=unit.shelter, valid=DateRange(date(2026, 1, 1), None), amount=1000, child_amount=300, source="Aftale"
    )
    parent = PlacementFactory(unit=unit, stay=week, children=1, payer="us", responsible="us")
    PlacementFactory(unit=unit, stay=week, follows=parent, payer="us", responsible="us")

    lines = invoice_lines(list(invoice_stays(manager, [unit.shelter], NOVEMBER, None)), [unit.shelter], NOVEMBER)

    assert [(one.line.children, one.line.amount) for one in lines] == [(1, 7 * Decimal(1300)), (1, 7 * Decimal(300))]
    assert costs(manager, [unit.shelter], NOVEMBER).amount == 7 * Decimal(1600)
