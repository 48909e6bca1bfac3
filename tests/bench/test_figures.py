"""What the bench calls broken. The figures themselves are measured by ``./dev bench`` and by no test."""

import json

import pytest

from tests.bench.figures import Figure
from tests.bench.paper import table
from tests.bench.reasons import REASONS
from tests.lists.pages import BAR, LISTS

HOLDS = {
    "page": "cases:case_list", "role": "cmm_caseworker", "place": "first", "rows": 25, "statements": BAR,
    "one_row": 8, "hundred_rows": 8, "bounded": True, "work": 30.0, "clock": 31.0, "bare": 10.0, "admin": 30.1,
    "scoped": 1.3, "unscoped": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("over", "bar"),
    [
        ({"statements": BAR + 1}, "statements"),
        ({"hundred_rows": 9}, "rows"),
        ({"bounded": False}, "count"),
        ({"bare": 9.9}, "bare"),
        ({"admin": 30.0}, "admin"),
        ({"scoped": 1.31}, "scope"),
    ],
)
def test_a_figure_over_its_bar_is_named(over, bar):
    assert (Figure(**HOLDS).broken, Figure(**HOLDS | over).broken) == ([], [bar])


def test_what_there_is_nothing_to_compare_with_is_not_broken():
    alone = Figure(**HOLDS | {"admin": None, "scoped": None, "unscoped": None})
    assert (alone.broken, alone.to_admin, alone.to_unscoped) == ([], None, None)


def test_a_machine_reads_the_same_as_a_person():
    broken = Figure(**HOLDS | {"statements": 13})
    told = json.loads(json.dumps(broken.told()))
    assert (told["to_bare"], told["holds"], told["broken"]) == (3.0, False, ["statements"])
    assert table([broken]).splitlines()[1].endswith("BROKEN: statements")


def test_reasons_speak_of_pages_there_are():
    assert {page for page, _bar in REASONS} <= {page.label for page in LISTS}
