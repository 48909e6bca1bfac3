"""The table UNODC printed of Denmark: every masked number can be worked out. Ours give none away."""

import csv
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from reports.disclosure.bounds import Impossible, Reader
from reports.disclosure.choosing import withheld
from reports.disclosure.figures import Codes, Figure

FILE = Path(__file__).parents[3] / "reports/history/files/glotip_denmark_689.csv"
SEXES, AGES = ("Female", "Male", "Other", "Unknown"), ("0 to 17 years", "18 years or over", "Unknown")
CONSISTENT = (2014, 2015, 2017, 2018, 2019, 2020, 2021)
WANTED = ("Detected trafficking victims", "Total")
MASKED_MOST = 4  # what "<5" can be


def figure(year, sex, age):
    where = {}
    for name, code, codes in (("sex", sex, SEXES), ("age", age, AGES)):
        if code != "Total":
            last = code == codes[-1]
            where[name] = Codes.of(codes[:-1] if last else [code], rest=last)
    return Figure.of("victims", year, where)


@cache
def printed(year):
    """The sex and age table of one year: what is shown, and what is masked."""
    shown, masked = defaultdict(set), set()
    with FILE.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if (row["Indicator"], row["Dimension"], row["Year"]) != (
                "Detected trafficking victims",
                "Total",
                str(year),
            ):
                continue
            one = figure(year, row["Sex"], row["Age"])
            if row["txtVALUE"] == "<5":
                masked.add(one)
            else:
                shown[one].add(int(row["txtVALUE"]))
    return {one: min(values) for one, values in shown.items()}, masked - set(shown)


def nobody(year):
    """The crossings the table has no line for: nobody is of unknown sex and a known age."""
    shown, masked = printed(year)
    return dict.fromkeys({figure(year, sex, age) for sex, age in product(SEXES, AGES)} - set(shown) - masked, 0)


def attacked(year):
    shown, masked = printed(year)
    reader = Reader(masked, shown | nobody(year), capped=dict.fromkeys(masked, MASKED_MOST))
    return {one: reader.bounds(one) for one in masked}


def test_every_masked_number_of_the_years_that_add_up_is_known():
    found = {year: attacked(year) for year in CONSISTENT}
    widths = [bounds.width for year in found for bounds in found[year].values()]
    assert (len(widths), set(widths)) == (30, {0})


def test_a_year_that_does_not_add_up_is_said_to():
    with pytest.raises(Impossible):
        attacked(2016)


@pytest.mark.parametrize("year", CONSISTENT)
def test_ours_of_the_same_persons_show_the_total_and_give_nothing_away(year):
    shown, _masked = printed(year)
    counts = shown | {one: bounds.least for one, bounds in attacked(year).items()}

    hidden = withheld(counts, threshold=5, width=3, known=nobody(year))

    reader = Reader(counts, nobody(year) | {one: count for one, count in counts.items() if one not in hidden})
    assert [one for one in hidden if reader.bounds(one).width < 3] == []
    assert figure(year, "Total", "Total") not in hidden
    assert {one for one, count in counts.items() if count < 5} <= hidden
