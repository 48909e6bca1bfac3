"""How numbers of the register become cells: a total and its parts, each naming what it counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from reports.disclosure.figures import Codes, Figure, as_json
from reports.figures.tables import REGISTER, Frozen, axis, cell, table

Parts = Mapping[str, int]


def joined(counted: Parts, groups: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Small categories joined; a code no group names belongs to the last one."""
    home = {code: name for name, codes in groups.items() for code in codes}
    sums = dict.fromkeys(groups, 0)
    last = list(groups)[-1]
    for code, count in counted.items():
        sums[home.get(code, last)] += count
    return sums


def counted(key: tuple[str, str], count: int, figure: Figure) -> Frozen:
    """A cell of the register, and what it counts, so that the same number is known again in another table."""
    return cell(key, count, source=REGISTER) | {"figure": as_json(figure)}


def divided(total: Figure, count: int, dimension: str, parts: Parts, codes: Mapping[str, Codes]) -> list[Frozen]:
    """A total, counted by itself, and its parts as cells; the last part is whatever the others leave."""
    column = str(total.year)
    cells = [counted((name, column), number, within(total, dimension, codes[name])) for name, number in parts.items()]
    return [*cells, counted(("all", column), count, total)]


def within(total: Figure, dimension: str, codes: Codes) -> Figure:
    """Those of ``total`` with some of ``codes``."""
    return Figure.of(total.population, total.year, {**dict(total.where), dimension: codes})


def codes_of(groups: Mapping[str, Iterable[str]]) -> dict[str, Codes]:
    """The codes of each group; the last has every code that the others have not."""
    named = {name: tuple(codes) for name, codes in list(groups.items())[:-1]}
    rest = Codes.of((code for codes in named.values() for code in codes), rest=True)
    return {name: Codes.of(codes) for name, codes in named.items()} | {list(groups)[-1]: rest}


def itself(parts: Iterable[str]) -> dict[str, Codes]:
    """Groups of one code each."""
    return codes_of({name: (name,) for name in parts})


def one_margin(
    name: str,
    title: Any,
    population: str,
    dimension: str,
    parts: Parts,
    total: Figure,
    count: int,
    codes: Mapping[str, Codes] | None = None,
) -> Frozen:
    """A table of one year: ``count`` persons or things, divided by one dimension."""
    cells = divided(total, count, dimension, parts, codes or itself(parts))
    rows = axis(dimension, [*parts, "all"], total="all")
    return table(name, title, population, rows, axis("year", [str(total.year)]), cells)


def measures(name: str, title: Any, population: str, told: Parts, year: int, column: str = "") -> Frozen:
    """Numbers of different things side by side; they have no sum."""
    column = column or str(year)
    cells = [counted((one, column), count, Figure.of(one, year)) for one, count in told.items()]
    columns = axis("year" if column == str(year) else "measure", [column])
    return table(name, title, population, axis("measure", told), columns, cells)
