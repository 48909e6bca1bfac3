"""Groups nobody prints and everybody can subtract: a part of the world without the countries named in it, the persons
a sentence is not about, what two ways of joining differ by.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reports.disclosure.atoms import REST
from reports.disclosure.figures import Codes, Figure

Group = frozenset[str]


class LeftOver(NamedTuple):
    """What is left of ``whole`` without ``parts``, as a figure of its own."""

    figure: Figure
    whole: Figure
    parts: tuple[Figure, ...]


def left_over(figures: Iterable[Figure]) -> Iterator[LeftOver]:
    """Every such group of ``figures`` that is not one of them."""
    known = set(figures)
    for (rest_of_it, dimension), inside in by_dimension(known).items():
        names = {name for codes in inside.values() for name in codes.names}
        groups = {figure: spread(codes, names) for figure, codes in inside.items()}
        if rest_of_it in known:
            groups[rest_of_it] = frozenset({*names, REST})
        for whole, group in sorted(groups.items()):
            parts = largest_within(group, groups)
            left = group.difference(*(groups[part] for part in parts))
            figure = of_group(rest_of_it, dimension, left, names)
            if parts and left and are_apart([groups[part] for part in parts]) and figure not in known:
                yield LeftOver(figure, whole, parts)


def counted(numbers: Mapping[Figure, int]) -> dict[Figure, int]:
    """How many persons each holds."""
    return {one.figure: numbers[one.whole] - sum(numbers[part] for part in one.parts) for one in left_over(numbers)}


def by_dimension(figures: Iterable[Figure]) -> dict[tuple[Figure, str], dict[Figure, Codes]]:
    """Figures that differ in the codes of one dimension alone, under what they are all parts of."""
    found: dict[tuple[Figure, str], dict[Figure, Codes]] = defaultdict(dict)
    for figure in figures:
        where = dict(figure.where)
        for dimension, codes in where.items():
            others = {name: one for name, one in where.items() if name != dimension}
            whole = Figure.of(figure.population, figure.year, others).at(figure.moment)
            found[whole, dimension][figure] = codes
    return found


def spread(codes: Codes, names: set[str]) -> Group:
    return frozenset(name for name in (*names, REST) if codes.has(name))


def largest_within(group: Group, groups: Mapping[Figure, Group]) -> tuple[Figure, ...]:
    inside = {figure: one for figure, one in groups.items() if one < group}
    return tuple(sorted(figure for figure, one in inside.items() if not any(one < other for other in inside.values())))


def are_apart(groups: list[Group]) -> bool:
    return len(frozenset().union(*groups)) == sum(map(len, groups))


def of_group(whole: Figure, dimension: str, group: Group, names: set[str]) -> Figure:
    codes = Codes.of(names - group, rest=True) if REST in group else Codes.of(group)
    return Figure.of(whole.population, whole.year, {**dict(whole.where), dimension: codes}).at(whole.moment)
