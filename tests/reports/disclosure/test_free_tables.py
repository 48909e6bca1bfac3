"""Tables of their own between the reports: made of what is known already, or refused."""

import pytest

from reports.figures.audit import audit
from reports.figures.crossing import free_table
from reports.figures.live import live_figures
from reports.figures.protecting import Unprotected
from tests.reports.persons import persons, register_of

PEOPLE = persons(120, seed=7)


@pytest.fixture(scope="module")
def released(history):
    return live_figures(2024, *history, {2024: register_of(2024, PEOPLE)}) | {"ref": "2024-1"}


def cells(table):
    return {tuple(cell["key"]): cell["value"] for cell in table["tables"][0]["cells"]}


def test_a_table_shows_what_a_reader_cannot_take_apart(released):
    table = free_table(2024, ("sex", "form"), PEOPLE, [released])
    found = cells(table)
    assert found["all", "all"] == 120
    assert audit(table, [released]).narrowest >= 3
    assert min(value for value in found.values() if value is not None) >= 5


def test_its_margins_are_the_figures_of_the_report(released):
    found = cells(free_table(2024, ("sex", "form"), PEOPLE, [released]))
    sexes = next(one for one in released["tables"] if one["id"] == "sexes")["cells"]
    assert {cell["key"][0]: cell["value"] for cell in sexes} == {
        row: found[row, "all"] for row in ("female", "men_and_others", "all")
    }


def test_once_released_it_is_known_to_the_next(released):
    first = free_table(2024, ("sex", "form"), PEOPLE, [released]) | {"ref": "T1"}
    second = free_table(2024, ("sex", "age"), PEOPLE, [released, first])
    assert audit(second, [released, first]).narrowest >= 3
    withheld = {cell["key"][1] for cell in second["tables"][0]["cells"] if cell["value"] is None}
    assert withheld >= {"minor"}


def test_persons_counted_anew_are_not_crossed_beside_the_report(released):
    with pytest.raises(Unprotected) as refusal:
        free_table(2024, ("sex", "form"), [*PEOPLE, PEOPLE[0]], [released])
    assert {"2024-1 Personer efter køn", "2024-1 Personer efter udnyttelsesform"} <= set(refusal.value.places)


def test_of_few_persons_nothing_is_left_to_show():
    with pytest.raises(Unprotected):
        free_table(2024, ("sex", "form"), PEOPLE[:8])
