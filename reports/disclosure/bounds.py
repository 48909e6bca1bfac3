"""How small and how large a figure can be for a reader who knows others: exact, over whole numbers.

HiGHS solves it: first without asking for whole numbers, which can only be too generous to us and is quick.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from reports.disclosure.atoms import Atoms, Sum
from reports.disclosure.figures import Figure

MOST = 1_000_000  # more persons than any figure counts; whoever can be so many is not bounded
NEARLY = 1e-6
Same = tuple[Figure, Figure]


class Impossible(Exception):
    """The figures contradict each other: no register could have counted them."""


class Bounds(NamedTuple):
    """The least and the most a figure can be; ``most`` is MOST where nothing bounds it."""

    least: int
    most: int

    @property
    def width(self) -> int:
        return self.most - self.least


class Reader:
    """Knows ``known`` figures, that each of ``capped`` is at most so much, and which pairs are the ``same`` number."""

    def __init__(
        self,
        figures: Iterable[Figure],
        known: Mapping[Figure, int],
        *,
        capped: Mapping[Figure, int] | None = None,
        same: Iterable[Same] = (),
    ) -> None:
        pairs = list(same)
        self.atoms = Atoms([*figures, *known, *(capped or {}), *(one for pair in pairs for one in pair)])
        self.solver = quiet_solver()
        self.asked: Sum = {}
        for _column in range(self.atoms.width):
            self.solver.addVar(0, MOST)
        for rule in self.atoms.rules:
            self.row(rule, 0, 0)
        for one, other in pairs:
            self.row(difference(self.atoms.sum(one), self.atoms.sum(other)), 0, 0)
        for figure, count in known.items():
            self.row(self.atoms.sum(figure), count, count)
        for figure, count in (capped or {}).items():
            self.row(self.atoms.sum(figure), 0, count)

    def row(self, told: Sum, least: float, most: float) -> None:
        self.solver.addRow(least, most, len(told), list(told), [float(factor) for factor in told.values()])

    def bounds(self, figure: Figure, *, enough: int | None = None) -> Bounds:
        """What ``figure`` can be. Less than ``enough`` apart without whole numbers, it is not asked for them."""
        rough = Bounds(math.ceil(self.extreme(figure, 1) - NEARLY), math.floor(self.extreme(figure, -1) + NEARLY))
        if enough is not None and rough.width < enough:
            return rough
        self.whole(True)
        exact = Bounds(round(self.extreme(figure, 1)), round(self.extreme(figure, -1)))
        self.whole(False)
        return exact

    def extreme(self, figure: Figure, sign: int) -> float:
        """The least of ``figure`` with sign 1, the most with -1."""
        told = self.atoms.sum(figure)
        for column in {*self.asked, *told}:
            self.solver.changeColCost(column, float(sign * told.get(column, 0)))
        self.asked = told
        self.solver.run()
        if self.solver.getModelStatus().name != "kOptimal":
            raise Impossible(f"no register counts so: {self.solver.getModelStatus().name}")
        return float(sign * self.solver.getInfo().objective_function_value)

    def whole(self, asked: bool) -> None:
        import highspy  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

        kind = highspy.HighsVarType.kInteger if asked else highspy.HighsVarType.kContinuous
        size = self.atoms.width
        self.solver.changeColsIntegrality(size, list(range(size)), [kind] * size)


def difference(one: Sum, other: Sum) -> Sum:
    return {column: one.get(column, 0) - other.get(column, 0) for column in {*one, *other}}


def quiet_solver() -> Any:
    """One thread and one seed: the same question has the same answer on every machine."""
    import highspy  # noqa: PLC0415 -- heavy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0}.items():
        solver.setOptionValue(option, value)
    return solver
