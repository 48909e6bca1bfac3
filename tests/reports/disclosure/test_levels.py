"""Countries, parts of the world and all the others: one table a level, and what can be subtracted between them."""

import pytest

from reports.disclosure.figures import Codes, Figure
from reports.disclosure.leftovers import LeftOver, counted, left_over
from reports.figures.audit import audit
from reports.figures.live import live_figures
from reports.figures.protecting import Unprotected
from tests.reports.registers import counted as counted_in

ALL = Figure.of("identified", 2026)


def of(*codes, rest=False):
    return Figure.of("identified", 2026, {"citizenship": Codes.of(codes, rest=rest)})


AFRICA, NIGERIA, OTHERS = of("NG", "MA", "GH"), of("NG"), of("NG", "RO", rest=True)


def test_a_part_of_the_world_without_its_named_countries_is_a_group():
    assert list(left_over([AFRICA, NIGERIA])) == [LeftOver(of("GH", "MA"), AFRICA, (NIGERIA,))]


def test_what_a_table_prints_is_not_left_over():
    assert list(left_over([AFRICA, NIGERIA, of("GH", "MA")])) == []


def test_all_parts_of_a_total_leave_nothing():
    assert list(left_over([ALL, NIGERIA, of("NG", rest=True)])) == []


def test_two_ways_of_joining_differ_by_a_group():
    assert counted({of("NG", rest=True): 23, of("NG", "RO", rest=True): 20}) == {of("RO"): 3}


def test_the_persons_a_sentence_is_not_about_are_a_group():
    assert counted({ALL: 94, of("NG"): 92}) == {of("NG", rest=True): 2}


def shown(figures, name):
    cells = next(one["cells"] for one in figures["tables"] if one["id"] == name)
    return {cell["key"][0]: cell["value"] for cell in cells}


@pytest.fixture(scope="module")
def figures(history):
    """Of Africa 24 from Nigeria, 7 from Morocco and nobody else: three in Asia besides those from two countries."""
    register = counted_in(2024, 94)
    register["identification"]["by"]["citizenship"] = {"NG": 24, "MA": 7, "TH": 30, "VN": 20, "NP": 3, "RO": 10}
    return live_figures(2024, *history, {2024: register})


def test_no_country_is_left_alone_between_two_levels(figures):
    countries, regions = shown(figures, "citizenships"), shown(figures, "citizenship_regions")
    assert None in (regions["asia"], countries["TH"], countries["VN"])
    assert None in (regions["africa"], countries["NG"], countries["MA"])
    assert (countries["all"], regions["all"]) == (94, 94)


def test_the_audit_subtracts_between_levels(figures):
    for table in figures["tables"]:
        for cell in table["cells"]:
            if table["id"] in ("citizenships", "citizenship_regions") and cell["value"] is None:
                true = {"asia": 53, "africa": 31, "NG": 24, "MA": 7, "TH": 30, "VN": 20}.get(cell["key"][0])
                cell.update(value=true, status="withheld" if true is None else "shown")
    with pytest.raises(Unprotected):
        audit(figures)
