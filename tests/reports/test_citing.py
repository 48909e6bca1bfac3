"""Under each table stands which source its figures come from, so that each one can be traced."""

import re

import pytest
from django.utils.translation import override

from reports.figures.historical import historical_figures
from reports.figures.tables import axis, cell, table
from reports.rendering.citing import traced
from reports.rendering.press import Press
from reports.rendering.tables import View
from tests.reports.test_setting import page

YEARS = ("2019", "2020", "2021")


def view(**rows):
    """Rows of one source a year; None where nothing was published."""
    cells = [
        cell((row, year), 1, source=source)
        for row, keys in rows.items()
        for year, source in zip(YEARS, keys, strict=True)
        if source
    ]
    return View(table("t", "", "identified", axis("sex", list(rows)), axis("year", YEARS), cells))


TRACED = [
    ({"female": "aaa", "male": "aaa"}, ["[a]"]),
    ({"female": "aab", "male": "aab"}, ["[a] (2019–2020)", "[b] (2021)"]),
    ({"female": "aba"}, ["[a] (2019, 2021)", "[b] (2020)"]),
    ({"female": "aaa", "male": "bbb"}, ["women: [a]", "men: [b]"]),
    ({"female": "abb", "male": "ccc"}, ["women: [a] (2019), [b] (2020–2021)", "men: [c]"]),
    ({"female": (None, None, "a"), "male": "bbb", "other": "bbb"}, ["women: [a]", "men and others: [b]"]),
    ({"female": (None, None, None)}, []),
]


@pytest.mark.parametrize(("rows", "told"), TRACED)
def test_the_sources_of_a_table_are_told_with_what_they_stand_for(rows, told):
    with override("en"):
        assert list(traced(view(**rows), lambda key: f"[{key}]")) == told


def test_a_table_of_two_publishers_names_each_with_its_number(figures_2021):
    press = Press(figures_2021, "da")
    with override("da"):
        note = press.note(press.tables["assessed"]).replace("\xa0", " ")
    assert "182 (2020) er usikkert." in note
    assert "personer udredt: CMM [3] (2020), Social- og Boligstyrelsen [4] (2021)" in note


@pytest.mark.parametrize("year", [2012, 2019, 2021, 2023])
def test_every_table_of_figures_carries_its_source(history, year):
    html = page(historical_figures(year, *history))
    tables = re.findall(r'<div class="tab.*?</div>', html, re.DOTALL)
    assert len(tables) > 4
    assert [one[:60] for one in tables if not re.search("Kilder?: ", one)] == []
