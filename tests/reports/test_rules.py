"""Withholding, by examples and by search; what may be asked for and published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmm.core.errors import RuleError
from reports.rules import THRESHOLD, WIDTH, check_publishable, check_year, is_live, withheld

CASES = [
    ({"a": 47, "b": 31}, frozenset()),
    ({"a": 47, "b": 31, "c": 3}, frozenset("bc")),
    ({"a": 47, "b": 31, "c": 3, "d": 0}, frozenset("cd")),
    ({"a": 47, "b": 31, "c": 1, "d": 0}, frozenset("bcd")),
    ({"a": 2, "b": 0}, None),
    ({"a": 3}, None),
    ({}, frozenset()),
]


@pytest.mark.parametrize(("parts", "hidden"), CASES)
def test_what_is_withheld(parts, hidden):
    assert withheld(parts) == hidden


def bounds(parts, hidden, name):
    """What a reader who knows the total and the shown parts can work out of a withheld one."""
    rest = sum(parts[other] for other in hidden)
    return (0 if len(hidden) > 1 else rest), rest


@given(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 200), min_size=1))
def test_no_withheld_part_can_be_worked_out(parts):
    hidden = withheld(parts)
    if hidden is None:
        assert len(parts) < 2 or sum(parts.values()) < WIDTH
        return
    for name in hidden:
        low, high = bounds(parts, hidden, name)
        assert (low <= parts[name] <= high, high - low >= WIDTH) == (True, True)
    assert all(count >= THRESHOLD for name, count in parts.items() if name not in hidden)


@given(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 200), min_size=1))
def test_what_is_withheld_depends_on_the_counts_alone(parts):
    backwards = dict(reversed(parts.items()))
    assert withheld(parts) == withheld(backwards)


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
