from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identification.enums import Precision
from identification.rules.vague import UNKNOWN, Vague, read, written

DAYS = st.dates(date(1950, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "on", "precision", "last"),
    [
        ("12-05-2026", date(2026, 5, 12), "day", date(2026, 5, 12)),
        ("1.5.2026", date(2026, 5, 1), "day", date(2026, 5, 1)),
        ("2026-05-12", date(2026, 5, 12), "day", date(2026, 5, 12)),
        ("05-2026", date(2026, 5, 1), "month", date(2026, 5, 31)),
        ("2/2024", date(2024, 2, 1), "month", date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), "year", date(2026, 12, 31)),
        ("ca. 2026", date(2026, 1, 1), "about", None),
        ("Omkring 05-2026", date(2026, 5, 1), "about", None),
        (" ", None, "unknown", None),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(text, on, precision, last):
    found = read(text)
    assert (found.on, found.precision, found.last) == (on, precision, last)


@pytest.mark.parametrize("text", ["31-02-2026", "13-2026", "i foråret", "26", "2026-13-01", "ca."])
def test_what_is_no_date_is_none(text):
    assert read(text) is None


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_what_is_shown_to_be_typed_reads_back(day, precision):
    first = {"day": day, "month": day.replace(day=1), "year": date(day.year, 1, 1)}[precision]
    vague = Vague(first, precision)
    assert read(written(vague, as_typed=True)) == vague
    about = Vague(first, Precision.ABOUT.value)
    assert read(written(about, as_typed=True)) == about


def test_in_words():
    dates = ("12-05-2026", "05-2026", "2026", "ca. 05-2026", "ca. 2026")
    assert [written(read(text)) for text in dates] == [
        "12. maj 2026", "maj 2026", "2026", "omkring maj 2026", "omkring 2026",
    ]  # fmt: skip
    assert written(UNKNOWN) == ""
