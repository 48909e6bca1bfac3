"""Persons without names, counted in the groups a return asks for. Every number says which figure it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.enums import MINORS, AgeBand
from reports.disclosure.figures import Codes, Figure, as_json
from reports.figures.tables import REGISTER, Frozen, axis, cell, table

Person = Mapping[str, Any]
Groups = Mapping[str, Codes]
EVERYBODY = "all"

SEXES: Groups = {
    "female": Codes.of(["female"]),
    "male": Codes.of(["male"]),
    "other": Codes.of(["trans_or_other"]),
    "unknown": Codes.of(["female", "male", "trans_or_other"], rest=True),
}
ADULTS = [band for band in AgeBand.values if band not in (*MINORS, AgeBand.UNKNOWN)]
AGES: Groups = {
    "minor": Codes.of(MINORS),
    "adult": Codes.of(ADULTS),
    "unknown": Codes.of([*MINORS, *ADULTS], rest=True),
}
SEXUAL = Codes.of(["sexual", "sexual_prostitution", "sexual_pornography"])
LABOUR = Codes.of(["forced_labour"])


def figure(population: str, year: int, **groups: Codes | None) -> Figure:
    """Those of ``population`` in the groups that are named; a group that is None is everybody."""
    return Figure.of(population, year, {name: codes for name, codes in groups.items() if codes is not None})


def number(persons: Iterable[Person], counted: Figure) -> int:
    """How many of ``persons`` the figure counts."""
    return sum(all(codes.has(person[name]) for name, codes in counted.where) for person in persons)


def crossed(first: Groups, second: Groups) -> Iterable[tuple[str, Codes | None, str, Codes | None]]:
    """Each group of one with each of the other, and with everybody."""
    for one, codes in [*first.items(), (EVERYBODY, None)]:
        for other, more in [*second.items(), (EVERYBODY, None)]:
            yield one, codes, other, more


def cells_of(figures: Mapping[str, Figure], persons: list[Person], column: str) -> list[Frozen]:
    """A cell for each figure, in a column of the table it will stand in."""
    return [
        cell((row, column), number(persons, one), source=REGISTER) | {"figure": as_json(one)}
        for row, one in figures.items()
    ]


def table_of(name: str, title: Any, population: str, columns: Iterable[str], cells: list[Frozen]) -> Frozen:
    rows = axis("group", dict.fromkeys(one["key"][0] for one in cells))
    return table(name, title, population, rows, axis("measure", columns), cells)
