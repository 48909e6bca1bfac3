"""A chart with each table of the report, whatever there is to draw."""

import pytest
from django.utils.translation import override

from reports.figures.historical import historical_figures
from reports.figures.live import live_figures
from reports.figures.tables import REGISTER, WITHHELD, cell
from reports.rendering.pages import BODY
from reports.rendering.press import Press
from tests.reports.registers import counted

# What a table's picture is called where it has not the table's own name; tables that set sources against each other
# count nothing of their own.
PICTURED_AS = {"prosecution": "courts"}
CONTRADICTIONS = {"within", "between"}


def without_picture(figures):
    press = Press(figures, "da")
    with override("da"):
        for part in BODY:
            part(press)
    tables = [name for name in press.places if not name.endswith("-picture") and name != "world"]
    return {name for name in tables if f"{PICTURED_AS.get(name, name)}-picture" not in press.places} - CONTRADICTIONS


@pytest.mark.parametrize("year", range(2007, 2024))
def test_each_table_of_a_historical_year_has_its_chart(history, year):
    assert without_picture(historical_figures(year, *history)) == set()


def test_each_table_of_a_live_year_has_its_chart_though_all_is_withheld(history):
    counts = {year: counted(year) for year in (2024, 2025)}
    figures = live_figures(2025, *history, counts)
    assert without_picture(figures) == set()
    for one in figures["tables"]:
        if one["id"] != "series":  # a grand total is always printed
            one["cells"] = [withheld(old) if old["source"] == REGISTER else old for old in one["cells"]]
    assert without_picture(figures) == set()


def withheld(one):
    return cell(one["key"], None, source=one["source"], status=WITHHELD)
