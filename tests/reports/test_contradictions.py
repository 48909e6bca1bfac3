"""Totals are compared with their parts; both figures are kept."""

import pytest

from reports.history.contradictions import contradictions
from reports.history.counts import Count


@pytest.fixture(scope="module")
def found(history):
    return contradictions(history[1])


# Design section 10: year, kind, dimension, the total, what the parts can sum to.
EIGHT = [
    (2010, "sex", "53", 56, 56),
    (2012, "form", "66", 61, 65),
    (2014, "form", "71", 65, 69),
    (2016, "age", "121", 123, 123),
    (2017, "form", "98", 93, 97),
    (2018, "form", "97", 96, 96),
    (2019, "form", "64", 80, 80),
    (2021, "form", "80", 79, 79),
]


def test_eight_years_do_not_add_up(found):
    parts = [
        (one.year, one.dimension, one.one.printed, one.low, one.high)
        for one in found
        if one.kind == "parts" and one.population == "identified"
    ]
    assert parts == EIGHT


def test_the_value_of_2018_stands_again_in_2019(found):
    repeated = [one for one in found if one.kind == "repeated"]
    assert [(one.year, one.one.category, one.one.printed, one.other[0].printed) for one in repeated] == [
        (2019, "forced_labour|male|adult", "44", "44")
    ]
    larger = next(one for one in found if one.kind == "part" and one.year == 2019)
    assert (larger.one.printed, larger.other[0].printed) == ("17", "44")


def test_sources_that_differ_are_both_kept(found):
    children = next(one for one in found if one.kind == "sources" and one.year == 2016)
    assert {(one.source, one.printed) for one in (children.one, *children.other)} == {("unodc", "9"), ("tip-2017", "8")}


def test_the_series_meets_every_printed_running_total(found):
    assert [one for one in found if one.kind == "running"] == []


def count(dimension, category, value, printed=None):
    return Count("a", "f", 1, "identified", dimension, category, 2020, value, printed or str(value))


def test_a_mask_may_hide_what_is_missing():
    sexes = [count("sex", "female", 9), count("sex", "male", None, "<5"), count("sex", "other", 0)]
    assert contradictions([count("total", "all", 12), *sexes]) == []
    assert [one.kind for one in contradictions([count("total", "all", 14), *sexes])] == ["parts"]
