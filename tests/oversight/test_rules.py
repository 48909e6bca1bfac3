"""What is worth a look, as a table."""

from datetime import UTC, date, datetime

import pytest

from cmm.oversight.rules import is_stale, night_of, stands_out, usual_of


@pytest.mark.parametrize(
    ("values", "usual"), [([], None), ([4, 9], None), ([1, 2, 90], 2), ([1, 2, 3, 90], 2.5), ([0, 0, 0], 0)]
)
def test_usual_is_the_median_where_there_are_three(values, usual):
    assert usual_of(values) == usual


@pytest.mark.parametrize(
    ("value", "usual", "answer"),
    [(5, 0, True), (4, 0, False), (6, 2, False), (7, 2, True), (60, 20, False), (61, 20, True), (99, None, False)],
)
def test_a_number_stands_out_when_it_is_over_threefold_and_five_more(value, usual, answer):
    assert stands_out(value, usual) is answer


@pytest.mark.parametrize(
    ("hour", "night"), [(2, date(2026, 11, 24)), (3, date(2026, 11, 25)), (23, date(2026, 11, 25))]
)
def test_a_night_belongs_to_the_day_it_began(hour, night):
    assert night_of(datetime(2026, 11, 25, hour, 30, tzinfo=UTC)) == night


def test_a_proof_says_little_after_two_days():
    then = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert not is_stale(then, datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    assert is_stale(then, datetime(2026, 11, 25, 3, 1, tzinfo=UTC))
