"""Which tests one process runs in turn when several processes share the work (pytest-xdist's groups).

A module stays together, for its tests may share what is costly to make. What starts processes, servers or a browser
of its own wants the whole machine: one process runs all of that, and it begins at once, for it takes the longest.
"""

from collections import Counter

import pytest

MACHINE = "machine"
WANTS_IT = {"workers", "visitor", "browser", "live_server", "clone", "child"}


def group_of(item: pytest.Item) -> str:
    if WANTS_IT & set(getattr(item, "fixturenames", ())):
        return MACHINE
    return item.nodeid.split("::")[0]


def group(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))


def longest_first(items: list[pytest.Item]) -> None:
    tests_in = Counter(map(group_of, items))
    items.sort(key=lambda item: (group_of(item) != MACHINE, -tests_in[group_of(item)]))
