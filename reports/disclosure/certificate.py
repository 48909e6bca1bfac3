"""The lightest figures to withhold so that one of them can be either of two numbers far enough apart.

Two whole registers are looked for that agree with everything shown, and differ in the figure by the width. A figure
in which either of them differs from the truth must be withheld, and weighs what it weighs.
"""

from collections.abc import Callable, Iterable, Mapping

from reports.disclosure.atoms import Atoms, Sum
from reports.disclosure.bounds import Same, difference, quiet_solver
from reports.disclosure.figures import Figure


class Certificate:
    """One programme for each figure that is to be protected."""

    def __init__(
        self,
        counts: Mapping[Figure, int],
        hidden: Iterable[Figure],
        known: Mapping[Figure, int],
        same: Iterable[Same],
        *,
        width: int,
        secret: Iterable[Figure] = (),
    ) -> None:
        self.counts, self.known, self.same = counts, dict(known), list(same)
        self.hidden, self.width = set(hidden), width
        self.atoms = Atoms([*counts, *known, *secret, *(one for pair in self.same for one in pair)])
        self.reach = max([*counts.values(), *known.values(), 0]) + 10 * width

    def lightest(self, figure: Figure, weight: Callable[[Figure, int], int]) -> set[Figure]:
        """What to withhold besides, so that ``figure`` is protected; nothing where nothing would do."""
        import highspy  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

        solver, size = quiet_solver(), self.atoms.width
        open_ones = [one for one in sorted(self.counts) if one not in self.hidden and one not in self.known]
        for _column in range(2 * size):
            solver.addVar(0, 2 * self.reach)
        for one in open_ones:
            solver.addVar(0, 1)
            solver.changeColCost(solver.getNumCol() - 1, float(weight(one, self.counts[one])))
        for column in range(solver.getNumCol()):
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for register in (0, size):
            self.agree(solver, register, open_ones)
        told = self.atoms.sum(figure)
        apart = difference(told, {}) | {column + size: -factor for column, factor in told.items()}
        row(solver, apart, self.width, highspy.kHighsInf)
        solver.run()
        if solver.getModelStatus().name != "kOptimal":
            return set()
        values = solver.getSolution().col_value
        return {one for place, one in enumerate(open_ones) if values[2 * size + place] > 0.5}

    def agree(self, solver: object, register: int, open_ones: list[Figure]) -> None:
        """One register agrees with its own sums, with what was printed before, and with all that stays shown."""

        def moved(told: Sum) -> Sum:
            return {column + register: factor for column, factor in told.items()}

        for rule in self.atoms.rules:
            row(solver, moved(rule), 0, 0)
        for one, other in self.same:
            row(solver, moved(difference(self.atoms.sum(one), self.atoms.sum(other))), 0, 0)
        for one, count in self.known.items():
            row(solver, moved(self.atoms.sum(one)), count, count)
        for place, one in enumerate(open_ones):
            told, switch, count = moved(self.atoms.sum(one)), 2 * self.atoms.width + place, self.counts[one]
            row(solver, told | {switch: -self.reach}, -self.reach, count)
            row(solver, told | {switch: self.reach}, count, 3 * self.reach)


def row(solver: object, told: Sum, least: float, most: float) -> None:
    solver.addRow(least, most, len(told), list(told), [float(factor) for factor in told.values()])  # type: ignore[attr-defined]
