"""Whose name a colleague has, without anybody's name: the marks both would leave in the keyed index are compared.

A full name leaves two marks, "LarsAndersen" and "AndersenLars", each in one of four million drawers
(cmm.crypto.drawers). Both must be there: that they are by chance happens once in ten million million, so nothing is
opened to make sure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cases.leaving.letters import key as spelled
from cases.leaving.persons import NAME, telling
from cases.leaving.reading import readings
from cases.models import Identity
from cmm.crypto.drawers import drawers_of
from cmm.crypto.keyring import ring

DRAWERS: Any = Identity._meta.get_field("drawers")


def marks_of_name(name: str) -> set[frozenset[str]]:
    """The first word with each of the others, in either order; one word alone names nobody."""
    found = set()
    for reading in readings(name):
        first, *others = telling(reading) or [""]
        found |= {frozenset({f"{NAME} {spelled(first + one)}", f"{NAME} {spelled(one + first)}"}) for one in others}
    return found


def namesakes(people: Iterable[tuple[int, str]], drawers: Mapping[int, Iterable[int]]) -> dict[int, set[int]]:
    """For each of some rows, by the drawers its identity lies in, who of ``people`` has the same name."""
    wanted: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
    for number, name in people:
        for pair in closed(name):
            wanted[min(pair)].append((number, pair))
    found: dict[int, set[int]] = {}
    for row, lies_in in drawers.items():
        held = frozenset(lies_in)
        found[row] = {number for one in held for number, pair in wanted.get(one, ()) if pair <= held}
    return found


def closed(name: str) -> Iterable[frozenset[int]]:
    """The drawers of each pair of marks, under every key that is in use."""
    marks = marks_of_name(name)
    keys = ring("index").keys.values()
    return [frozenset(drawers_of(pair, key=key, column=DRAWERS.key_column)) for key in keys for pair in marks]
