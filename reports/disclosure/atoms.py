"""The finest groups of persons a set of figures can tell apart. Every figure is a sum of some of them.

Two dimensions are crossed only where some figure crosses them, directly or through a third: of dimensions that meet
in their total alone, any two distributions fit together, so that crossing them would tell a reader nothing more.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from reports.disclosure.figures import Figure

REST = "\N{HORIZONTAL ELLIPSIS}"  # any code no figure names
Sum = dict[int, int]  # columns with their factors


class Atoms:
    """The columns of a system: one for each population's total, one for each finest group.

    ``rules`` are the sums that are zero whatever the figures: the groups of a total make up the total.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.width = 0
        self.rules: list[Sum] = []
        self.totals: dict[Figure, int] = {}
        self.groups: dict[tuple[Figure, frozenset[str]], list[tuple[int, dict[str, str]]]] = {}
        self.block: dict[tuple[Figure, str], frozenset[str]] = {}
        self.sums: dict[Figure, Sum] = {}
        for total, told in sorted(by_total(figures).items()):
            self.totals[total] = self.column()
            for dimensions in blocks(told):
                self.add(total, dimensions, told)

    def column(self) -> int:
        self.width += 1
        return self.width - 1

    def add(self, total: Figure, dimensions: frozenset[str], told: list[Figure]) -> None:
        classes = [(name, representatives(name, told)) for name in sorted(dimensions)]
        groups = [
            (self.column(), dict(zip((name for name, _codes in classes), codes, strict=True)))
            for codes in product(*(codes for _name, codes in classes))
        ]
        self.groups[total, dimensions] = groups
        self.block |= {(total, name): dimensions for name in dimensions}
        self.rules.append({column: 1 for column, _codes in groups} | {self.totals[total]: -1})

    def sum(self, figure: Figure) -> Sum:
        """The groups that make up ``figure``; each is asked for many times."""
        if figure not in self.sums:
            self.sums[figure] = self.summed(figure)
        return self.sums[figure]

    def summed(self, figure: Figure) -> Sum:
        if not figure.where:
            return {self.totals[figure]: 1}
        dimensions = self.block[figure.total, figure.where[0][0]]
        groups = self.groups[figure.total, dimensions]
        return {column: 1 for column, codes in groups if all(one.has(codes[name]) for name, one in figure.where)}


def by_total(figures: Iterable[Figure]) -> dict[Figure, list[Figure]]:
    found: dict[Figure, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.total].append(figure)
    return found


def blocks(figures: Iterable[Figure]) -> list[frozenset[str]]:
    """The dimensions that some figures cross, each with all it is crossed with."""
    found: list[frozenset[str]] = []
    for figure in figures:
        if not figure.dimensions:
            continue
        met = [block for block in found if block & figure.dimensions]
        found = [block for block in found if block not in met] + [figure.dimensions.union(*met)]
    return sorted(found, key=sorted)


def representatives(name: str, figures: Iterable[Figure]) -> list[str]:
    """One code for each class of codes that all the figures treat alike; there may always be one nobody names."""
    sets = sorted({codes for figure in figures for where, codes in figure.where if where == name})
    alike: dict[tuple[bool, ...], str] = {}
    for code in [*sorted({code for one in sets for code in one.names}), REST]:
        alike.setdefault(tuple(one.has(code) for one in sets), code)
    return list(alike.values())
