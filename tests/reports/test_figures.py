"""What a report prints of a historical and of a live year."""

import json

import pytest

from reports.figures.historical import historical_figures
from reports.figures.live import live_figures
from tests.reports.registers import counted


def tables(figures):
    return {table["id"]: table for table in figures["tables"]}


def cells(table):
    return {tuple(cell["key"]): (cell["value"], cell["status"]) for cell in table["cells"]}


def test_2021_shows_80_persons_42_women_and_1048_since_2007(figures_2021):
    shown = tables(figures_2021)
    series, sexes = cells(shown["series"]), cells(shown["sexes"])
    assert series["persons", "2021"] == (80, "shown")
    assert sum(value for value, _status in series.values()) == 1048
    assert (sexes["female", "2021"], sexes["male", "2021"]) == ((42, "shown"), (37, "shown"))


def test_printed_margins_have_no_total_and_no_completion(figures_2021):
    for name in ("forms", "cmm_forms", "sexes", "ages", "citizenships"):
        table = tables(figures_2021)[name]
        assert [axis["total"] for axis in table["dimensions"]] == [None, None]
    assert {key[0] for key in cells(tables(figures_2021)["sexes"])} == {"female", "male"}


def test_every_cell_names_a_source_that_is_listed(figures_2021):
    listed = {source["key"] for source in figures_2021["sources"]}
    for table in figures_2021["tables"]:
        for cell in table["cells"]:
            assert set(cell["source"].split("+")) <= listed


def test_no_crossing_is_printed(figures_2021):
    categories = [key[0] for table in figures_2021["tables"] for key in cells(table)]
    assert [code for code in categories if "|" in code] == []


def test_a_mask_of_the_source_is_withheld_and_has_no_value(figures_2021):
    assert cells(tables(figures_2021)["forms"])["forced_labour", "2017"] == (None, "withheld")


@pytest.mark.parametrize("year", range(2007, 2024))
def test_every_historical_year_has_figures_of_its_own_past_alone(history, year):
    figures = historical_figures(year, *history)
    assert cells(tables(figures)["series"])["persons", str(year)][0] > 0
    years = {int(key[1]) for table in figures["tables"] if table["id"] != "plans" for key in cells(table)}
    assert max(years) == year


def test_live_years_follow_the_printed_ones_and_are_never_mixed(figures_live):
    sources = {cell["key"][1]: cell["source"] for cell in tables(figures_live)["series"]["cells"]}
    assert {year for year, source in sources.items() if source == "register"} == {"2024", "2025", "2026"}
    assert sources["2023"] == "cmm-2023"


def test_small_groups_of_a_live_year_and_what_betrays_them_are_withheld(figures_live):
    ages = cells(tables(figures_live)["ages"])
    assert [ages[code, "2026"] for code in ("minor", "18_24", "25_plus_or_unknown", "all")] == [
        (None, "withheld"), (None, "withheld"), (70, "shown"), (94, "shown"),
    ]  # fmt: skip


def test_small_countries_are_joined(figures_live):
    shown = cells(tables(figures_live)["citizenships"])
    assert shown["other_or_unknown", "2026"] == (16, "shown")
    assert not {"UA", "BR", "DK", "unknown"} & {key[0] for key in shown}


def test_no_withheld_number_stands_anywhere_in_the_frozen_figures(figures_live):
    text = json.dumps(figures_live["facts"])
    assert ("null" in text, '"value": 2' in text) == (True, False)


def test_a_year_with_too_few_persons_prints_no_table_of_them(history):
    by = {"sex": {"female": 2}, "age": {"18_24": 2}, "form": {"forced_labour": 2}, "citizenship": {"RO": 2}}
    few = counted(2024, identification={"assessed": 3, "identified": 2, "identified_again": 0, "by": by})
    shown = tables(live_figures(2024, *history, {2024: few}))
    assert cells(shown["series"])["persons", "2024"] == (None, "withheld")
    assert not {"sexes", "ages", "forms", "citizenships", "decisions"} & set(shown)
