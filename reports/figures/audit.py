"""An audit that trusts no choice made before it: what can a reader work out of the figures as they are frozen?

It reads the frozen figures alone. A reader knows every shown number of every table, which numbers are the same, and
that persons come whole and never fewer than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.disclosure.bounds import MOST, Reader
from reports.disclosure.figures import Figure, from_json
from reports.figures.protecting import cells_of, others, same
from reports.figures.tables import REGISTER, WITHHELD, Frozen
from reports.rules import THRESHOLD, WIDTH, is_small


class Unprotected(Exception):
    """A withheld figure can be worked out, or a small one is shown. Nothing is frozen."""


@dataclass(frozen=True)
class Audit:
    """How much is withheld of the register's own figures, and the least a reader is left in doubt."""

    cells: int
    withheld: int
    narrowest: int | None


def audit(figures: Frozen) -> Audit:
    """The audit of one edition. Raises Unprotected."""
    own = [one for one in [*cells_of(figures["tables"]), *figures["facts"]] if one["source"] == REGISTER]
    shown = known_of(own)
    if small := [figure for figure, count in shown.items() if is_small(count)]:
        raise Unprotected(f"a small figure is shown at {small[0]}")
    every = [from_json(one["figure"]) for one in own]
    reader = Reader(every, shown, same=same(every))
    widths = [reader.bounds(one).width for one in every if one not in shown]
    if any(width < WIDTH for width in widths) or any(told_by_a_fact(figures["facts"], shown, reader)):
        raise Unprotected("a withheld figure can be worked out")
    cells = [one for one in own if "key" in one]
    bounded = [width for width in widths if width < MOST - THRESHOLD]
    return Audit(len(cells), sum(one["status"] == WITHHELD for one in cells), min(bounded, default=None))


def known_of(own: list[Frozen]) -> dict[Figure, int]:
    """The shown numbers. One number shown in two ways is shown in neither: it stops the edition."""
    shown: dict[Figure, int] = {}
    for one in own:
        if one["value"] is not None and shown.setdefault(from_json(one["figure"]), one["value"]) != one["value"]:
            raise Unprotected(f"one figure has two values at {one['figure']}")
    return shown


def told_by_a_fact(facts: list[Frozen], shown: dict[Figure, int], reader: Reader) -> Iterator[bool]:
    """Whether those a shown fact is not about are few, and known to be."""
    for fact in facts:
        if fact["value"] is not None and "figure" in fact:
            rest = reader.bounds(others(from_json(fact["figure"])))
            yield is_small(rest.least) and rest.width < WIDTH
