"""Who went home on a prepared return, as a report counts them."""

from datetime import date

import pytest

from reports.definitions.rules import departed_once
from reports.figures.breakdowns import offers
from reports.selectors.populations import returns
from tests.factories.followup import ReturnFactory
from tests.factories.periods import DepartureFactory

STAYS = {"stays_begun": 9, "persons": 8, "bed_nights": 70}


def test_a_person_counts_once_a_year():
    rows = [{"person": one} for one in "aabc"]
    assert [why for _row, why in departed_once(rows, 2026)] == ["", "counted_already", "", ""]


@pytest.mark.django_db
def test_the_rows_say_with_whom_it_goes_on_and_no_day():
    planned = DepartureFactory(departed_on=date(2026, 5, 4))
    ReturnFactory(case=planned.case, partner="drc")
    without = DepartureFactory(departed_on=date(2026, 6, 1))
    DepartureFactory(departed_on=date(2025, 6, 1))
    assert list(returns(2026)) == [
        {"id": one.case_id, "person": one.case.victim_id, "month": month, "partner": partner}
        for one, month, partner in ((planned, 5, "drc"), (without, 6, "unknown"))
    ]


def test_the_table_joins_small_partners_and_its_parts_are_its_total():
    now = {"stays": STAYS, "returns": {"number": 21, "by": {"drc": 12, "other": 4, "iom": 5}}}
    table = {one["id"]: one for one in offers(now, 2026)}["returns"]
    assert {cell["key"][0]: cell["value"] for cell in table["cells"]} == {
        "drc": 12, "iom": 5, "other_or_unknown": 4, "all": 21,
    }  # fmt: skip
