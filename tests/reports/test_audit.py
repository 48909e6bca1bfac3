"""The audit of a live edition trusts no choice made before it."""

import copy

import pytest

from reports.figures.audit import Unprotected, audit


@pytest.fixture
def figures(figures_live):
    return copy.deepcopy(figures_live)


def change(figures, table, row, column, **told):
    cells = next(one for one in figures["tables"] if one["id"] == table)["cells"]
    next(cell for cell in cells if cell["key"] == [row, column]).update(told)


def test_what_is_frozen_leaves_a_reader_in_doubt(figures):
    found = audit(figures)
    assert (found.withheld > 0, found.narrowest >= 3, found.cells > found.withheld) == (True, True, True)


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("ages", "minor", {"value": 3, "status": "shown"}),
        ("ages", "18_24", {"value": 21, "status": "shown"}),
        ("decisions", "other_outcome", {"value": None, "status": "withheld"}),
    ],
)
def test_a_figure_too_many_or_too_few_is_refused(figures, table, row, told):
    change(figures, table, row, "2026", **told)
    with pytest.raises(Unprotected):
        audit(figures)


def test_what_the_series_prints_is_known_in_other_tables(figures):
    change(figures, "decisions", "trafficked", "2026", value=None, status="withheld")
    change(figures, "decisions", "other_outcome", "2026", value=None, status="withheld")
    with pytest.raises(Unprotected):
        audit(figures)
