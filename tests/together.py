"""Which tests one process runs in turn when several processes share the work (pytest-xdist).

A module stays together, for its tests may share what is costly to make. What starts processes, servers or a browser
of its own wants the whole machine: one process runs all of that, and it begins at once, for it takes the longest.
"""

import re
from collections import Counter

import pytest
from xdist.scheduler import LoadScopeScheduling

MACHINE = "machine"
PLACES = re.compile(r"tests/(dev|stories)/|/test_(drill|kills|plugs|races?|sealing)\.py$")
# Few tests that each take long: begun last, one of them would keep one process while the others have nothing left.
SLOW = re.compile(r"tests/(demo|guards|lists|crypto|policies/test_difference|reports/test_drawing)")
# Each process draws the editions these look at once.
DRAWN = re.compile(r"tests/reports/test_(data_files|drawing|pdf_structure)\.py$")
AGAIN = re.compile(r"tests/((architecture|demo|guards|lists|permissions|policies|stories)/|shelters/test_addresses)")
# Who asks for one of these belongs into those places; a test says so.
WANTS = {"workers", "visitor", "browser", "live_server", "clone", "child"}


def group_of(nodeid: str) -> str:
    module = nodeid.split("::")[0]
    if PLACES.search(module):
        return MACHINE
    return "tests/reports/test_drawing.py" if DRAWN.search(module) else module


def walks_again(nodeid: str) -> bool:
    """Whether the test goes once more over pages, verbs and rows that have tests of their own."""
    return bool(AGAIN.match(nodeid))


def longest_first(items: list[pytest.Item]) -> None:
    """What wants the machine, then what is slow, then by how many there are."""
    tests_in = Counter(group_of(item.nodeid) for item in items)

    def rank(item: pytest.Item) -> tuple[bool, bool, int]:
        group = group_of(item.nodeid)
        return group != MACHINE, not SLOW.match(group), -tests_in[group]

    items.sort(key=rank)


class Together(LoadScopeScheduling):
    """Hands out a group whole. (xdist's own groups by mark do nothing under pytest 9.)"""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
