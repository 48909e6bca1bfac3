"""What may be asked for and published."""

import pytest

from cmm.core.errors import RuleError
from reports.rules import check_publishable, check_year, is_live


@pytest.mark.parametrize("year", [2006, 2027, -1, 0])
def test_there_are_no_reports_of_other_years(year):
    with pytest.raises(RuleError) as caught:
        check_year(year, this_year=2026)
    assert caught.value.field == "year"


def test_the_register_counts_from_2024():
    assert [is_live(year) for year in (2007, 2023, 2024, 2026)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("state", "live", "code"),
    [("drawn", True, "live_is_draft"), ("frozen", False, "not_drawn"), ("published", False, "not_drawn")],
)
def test_what_cannot_be_published(state, live, code):
    with pytest.raises(RuleError) as caught:
        check_publishable(state=state, live=live)
    assert caught.value.code == code


def test_a_drawn_historical_edition_can_be_published():
    check_publishable(state="drawn", live=False)
