"""The clock of the review: two Danish working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules import is_too_many, review_due
from cmm.core.working_days import is_working_day, working_days_after


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # a Monday
        (date(2026, 11, 26), date(2026, 11, 30)),  # a Thursday: Friday and Monday
        (date(2026, 11, 27), date(2026, 12, 1)),  # a Friday
        (date(2026, 11, 28), date(2026, 12, 1)),  # a Saturday
        (date(2026, 4, 1), date(2026, 4, 8)),  # before Easter: Thursday to Monday are free
        (date(2026, 12, 23), date(2026, 12, 28)),  # the 24th is a working day, the 25th and 26th are not
        (date(2023, 5, 4), date(2023, 5, 9)),  # 5 May 2023 was the last Store Bededag
        (date(2024, 4, 25), date(2024, 4, 29)),  # and 26 April 2024 was none
    ],
)
def test_a_review_is_due_on_the_second_working_day(opened, due):
    assert review_due(opened) == due


DAYS = st.dates(date(2007, 1, 1), date(2060, 12, 31))


@given(DAYS)
def test_the_last_day_is_a_working_day_with_one_between(opened):
    due = review_due(opened)
    between = [opened + timedelta(days=n) for n in range(1, (due - opened).days + 1)]
    assert (is_working_day(due), sum(map(is_working_day, between))) == (True, 2)


@given(DAYS, st.integers(0, 400))
def test_whoever_opens_later_is_never_reviewed_earlier(opened, days):
    assert review_due(opened) <= review_due(opened + timedelta(days=days))


@given(DAYS, st.integers(1, 10), st.integers(1, 10))
def test_working_days_add_up(day, first, second):
    assert working_days_after(working_days_after(day, first), second) == working_days_after(day, first + second)


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days_before", "too_many"),
    [([0], False), ([0, 1, 2], False), ([0, 1, 2, 3], True), ([0, 1, 2, 29], True), ([0, 1, 2, 30], False)],
)
def test_the_fourth_in_a_month_is_one_too_many(days_before, too_many):
    opened = [NOON - timedelta(days=days) for days in days_before]
    assert is_too_many(opened, NOON) == too_many


def test_later_ones_do_not_make_an_earlier_one_too_many():
    assert not is_too_many([NOON + timedelta(days=n) for n in range(5)], NOON)
