"""What is withheld of the register's own figures, over all tables of an edition and all that was released before."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.disclosure.bounds import Impossible
from reports.disclosure.choosing import Unprotectable, withheld
from reports.disclosure.figures import Figure
from reports.disclosure.leftovers import counted
from reports.disclosure.proposing import Proposer, nothing
from reports.figures.carrying import carry
from reports.figures.releases import Releases, Told, same
from reports.figures.tables import SHOWN, WITHHELD, Frozen
from reports.rules import THRESHOLD, WIDTH


class Unprotected(Exception):
    """A withheld figure could be worked out, or a small one is shown: nothing is released. ``places`` are where."""

    def __init__(self, message: Any, places: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.places = list(dict.fromkeys(places))


def protected(
    tables: list[Frozen],
    facts: list[Frozen],
    earlier: Iterable[Frozen] = (),
    threshold: int = THRESHOLD,
    propose: Proposer = nothing,
) -> tuple[list[Frozen], list[Frozen]]:
    """``tables`` and ``facts`` without what is small or would give the small away, and without any column or table
    in which nothing of the register is left to show. Raises Unprotected.
    """
    releases = Releases(earlier)
    carry(tables, facts, releases, threshold)
    placed = releases.placed({"tables": tables, "facts": facts})
    hidden = chosen(placed, releases, threshold, propose)
    for cell, figure, _place in placed:
        if figure in hidden:
            cell["value"] = None
            if "key" in cell:
                cell["status"] = WITHHELD
    return [one for one in map(without_empty_columns, tables) if one["cells"]], facts


def chosen(placed: list[Told], releases: Releases, threshold: int, propose: Proposer) -> frozenset[Figure]:
    """What is withheld of the numbers that were not taken over from an earlier release."""
    new = [one for one in placed if one.cell["value"] is not None and "edition" not in one.cell]
    counts = {one.figure: one.cell["value"] for one in new}
    pairs = [*releases.same, *same(placed)]
    try:
        return withheld(
            counts | small_left_over(counts, releases.shown, threshold),
            threshold=threshold,
            width=WIDTH,
            known=releases.shown,
            secret=releases.withheld,
            same=pairs,
            proposed=propose(counts, threshold),
        )
    except Impossible as problem:
        places = [place for one in placed for place in releases.beside(one.figure)]
        raise Unprotected(_("The figures contradict those released before."), places) from problem
    except Unprotectable as problem:
        places = [one.place for one in placed if one.figure == problem.figure]
        raise Unprotected(
            _("Whatever else is withheld, a small figure can be worked out."),
            [*places, *releases.beside(problem.figure)],
        ) from problem


def small_left_over(counts: dict[Figure, int], known: dict[Figure, int], threshold: int) -> dict[Figure, int]:
    """Small groups nobody prints and everybody could subtract, of what is to be shown now and what was before."""
    totals = {figure.total for figure in counts}
    numbers = {figure: count for figure, count in known.items() if figure.total in totals} | counts
    found = counted(numbers)
    for figure in counted(known):
        found.pop(figure, None)
    return {figure: count for figure, count in found.items() if count < threshold}


def cells_of(tables: Iterable[Frozen]) -> Iterator[Frozen]:
    for table in tables:
        yield from table["cells"]


def without_empty_columns(table: Frozen) -> Frozen:
    """A column of the register with nothing shown says nothing, and is left out."""
    filled = {one["key"][1] for one in table["cells"] if one["status"] == SHOWN}
    cells = [one for one in table["cells"] if "figure" not in one or is_series(table) or one["key"][1] in filled]
    return table | {"cells": cells}


def is_series(table: Frozen) -> bool:
    """Of every year they say that it was counted, even where the number is withheld."""
    return table["id"] in ("series", "prosecution")
