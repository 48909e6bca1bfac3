"""For how long a case is kept: the pure rules, and the same asked of the database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmm.oversight.retention.enums import Category
from cmm.oversight.retention.rules import Facts, category_of, closed_by, kept_until

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
YEARS = st.integers(1, 100)


@given(DAYS, YEARS)
def test_a_case_is_kept_whole_years_and_never_shorter(closed_on, years):
    until = kept_until(closed_on, years)
    assert until.year == closed_on.year + years
    assert until - closed_on >= timedelta(days=365 * years)
    assert (until.month, until.day) in {(closed_on.month, closed_on.day), (3, 1)}


@given(DAYS, DAYS, YEARS)
def test_a_case_is_due_on_the_day_until_which_it_is_kept_and_not_before(closed_on, today, years):
    assert (closed_on <= closed_by(today, min(years, 50))) == (kept_until(closed_on, min(years, 50)) <= today)


@given(st.booleans(), st.booleans(), st.booleans())
def test_every_case_is_of_one_kind_and_a_child_is_a_child(is_child, is_identified, is_decided):
    category = category_of(Facts(is_child, is_identified, is_decided))
    if is_child:
        assert category == Category.CHILD
    elif is_identified:
        assert category == Category.IDENTIFIED
    else:
        assert category == (Category.NOT_IDENTIFIED if is_decided else Category.LEFT_EARLY)
