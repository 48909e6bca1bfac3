"""What may be asked for and published."""

import pytest

from cmm.core.errors import RuleError
from reports.rules import check_publishable, check_reviewable, check_sealed_beside, check_year, is_live


@pytest.mark.parametrize("year", [2006, 2027, -1, 0])
def test_there_are_no_reports_of_other_years(year):
    with pytest.raises(RuleError) as caught:
        check_year(year, this_year=2026)
    assert caught.value.field == "year"


def test_the_register_counts_from_2024():
    assert [is_live(year) for year in (2007, 2023, 2024, 2026)] == [False, False, True, True]


@pytest.mark.parametrize("state", ["requested", "frozen", "drawn", "reviewed", "published", "stopped"])
def test_only_what_is_sealed_can_be_published(state):
    with pytest.raises(RuleError) as caught:
        check_publishable(state=state)
    assert caught.value.code == "not_sealed"
    check_publishable(state="sealed")


def test_a_second_person_reviews_what_is_drawn_and_again_what_was_sealed_before_another():
    for state in ("drawn", "sealed"):
        check_reviewable(state=state, requested_by=1, reviewer=2)
        with pytest.raises(RuleError) as caught:
            check_reviewable(state=state, requested_by=1, reviewer=1)
        assert caught.value.code == "same_person"
    with pytest.raises(RuleError) as caught:
        check_reviewable(state="frozen", requested_by=1, reviewer=2)
    assert caught.value.code == "not_drawn"


def test_a_seal_goes_for_the_editions_that_were_out():
    check_sealed_beside(sealed=["2024-1"], released=["2024-1"])
    with pytest.raises(RuleError) as caught:
        check_sealed_beside(sealed=["2024-1"], released=["2024-1", "2024-2"])
    assert caught.value.code == "sealed_before"
