"""What is withheld of the register's own figures, over all tables of an edition together."""

from collections.abc import Iterable, Iterator

from reports.disclosure.bounds import Same
from reports.disclosure.choosing import withheld
from reports.disclosure.figures import Codes, Figure, from_json
from reports.figures.tables import SHOWN, WITHHELD, Frozen
from reports.rules import THRESHOLD, WIDTH


def protected(tables: list[Frozen], facts: list[Frozen]) -> tuple[list[Frozen], list[Frozen]]:
    """``tables`` and ``facts`` without what is small or would give the small away, and without any column or table
    in which nothing of the register is left to show.
    """
    told = [one for one in [*cells_of(tables), *facts] if "figure" in one]
    counts = {from_json(one["figure"]): one["value"] for one in told}
    hidden = withheld(counts | left_over(facts, counts), threshold=THRESHOLD, width=WIDTH, same=same(counts))
    for one in told:
        if from_json(one["figure"]) in hidden:
            one["value"] = None
            if "key" in one:
                one["status"] = WITHHELD
    return [one for one in map(without_empty_columns, tables) if one["cells"]], facts


def cells_of(tables: Iterable[Frozen]) -> Iterator[Frozen]:
    for table in tables:
        yield from table["cells"]


def left_over(facts: Iterable[Frozen], counts: dict[Figure, int]) -> dict[Figure, int]:
    """The persons a fact is not about: nobody prints their number, and everybody can work it out."""
    found = {}
    for fact in facts:
        if "figure" in fact:
            figure = from_json(fact["figure"])
            found[others(figure)] = counts[figure.total] - counts[figure]
    return found


def others(figure: Figure) -> Figure:
    """The persons of the same total who are not in ``figure``, which is told apart by one dimension."""
    ((dimension, codes),) = figure.where
    return Figure.of(figure.population, figure.year, {dimension: Codes.of(codes.names, rest=not codes.rest)})


def same(figures: Iterable[Figure]) -> list[Same]:
    """A person decided to be trafficked is one of those the series counts."""
    trafficked = {"outcome": Codes.of(["trafficked"])}
    return [
        (figure, Figure.of("identified", figure.year))
        for figure in figures
        if figure.population == "decided" and dict(figure.where) == trafficked
    ]


def without_empty_columns(table: Frozen) -> Frozen:
    """A column of the register with nothing shown says nothing, and is left out."""
    filled = {one["key"][1] for one in table["cells"] if one["status"] == SHOWN}
    cells = [one for one in table["cells"] if "figure" not in one or is_series(table) or one["key"][1] in filled]
    return table | {"cells": cells}


def is_series(table: Frozen) -> bool:
    """The series says of every year that it was counted, even where the number is withheld."""
    return bool(table["id"] == "series")
