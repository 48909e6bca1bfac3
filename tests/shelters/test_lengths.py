"""The median, the quartiles and the bands of a distribution."""

from collections import Counter
from decimal import Decimal
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelters.rules import LOWER, MIDDLE, UPPER, in_bands, quantile

NIGHTS = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(NIGHTS)
def test_the_median_is_that_of_the_row_written_out(nights):
    assert quantile(Counter(nights), MIDDLE) == Decimal(str(median(nights)))


@given(st.lists(st.integers(0, 400), min_size=2, max_size=60))
def test_the_quartiles_are_those_of_the_row_written_out(nights):
    lower, _middle, upper = quantiles(nights, method="inclusive")
    assert (quantile(Counter(nights), LOWER), quantile(Counter(nights), UPPER)) == (Decimal(lower), Decimal(upper))


def test_nobody_has_no_median():
    assert quantile({}, MIDDLE) is None


@given(NIGHTS)
def test_everybody_stands_in_one_band(nights):
    assert sum(in_bands(Counter(nights))) == len(nights)


@pytest.mark.parametrize(
    ("nights", "band"), [(0, 0), (7, 0), (8, 1), (30, 1), (31, 2), (90, 2), (91, 3), (180, 3), (181, 4), (900, 4)]
)
def test_the_ends_of_a_band_belong_to_it(nights, band):
    assert in_bands({nights: 1}).index(1) == band
