"""An audit that trusts no choice made before it: what can a reader work out of all that was ever released?

It reads frozen figures alone. A reader knows every shown number of every table of this and all earlier releases, which
numbers are the same, that persons come whole and never fewer than none, and takes one counting from another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.disclosure.bounds import MOST, Bounds, Impossible, Reader
from reports.disclosure.figures import Figure
from reports.disclosure.leftovers import left_over
from reports.disclosure.parts import Belongs, parts
from reports.figures.protecting import Unprotected
from reports.figures.releases import Contradiction, Releases, Told
from reports.figures.tables import WITHHELD, Frozen
from reports.rules import THRESHOLD, WIDTH


@dataclass(frozen=True)
class Audit:
    """How much is withheld of the register's own figures, and the least a reader is left in doubt."""

    cells: int
    withheld: int
    narrowest: int | None


def audit(figures: Frozen, earlier: Iterable[Frozen] = ()) -> Audit:
    """The audit of a release together with all ``earlier`` ones. Raises Unprotected."""
    threshold = figures.get("threshold", THRESHOLD)
    releases = Releases(earlier)
    before = set(releases.shown)
    try:
        placed = releases.add(figures)
    except Contradiction as problem:
        raise Unprotected(_("One figure has two values."), [problem.place]) from problem
    check_shown(placed, before, threshold)
    widths = [
        width
        for belongs in parts((one.figure for one in placed), releases.same, compared=True)
        for width in Part(releases, placed, belongs, before, threshold).widths()
    ]
    cells = [one.cell for one in placed if "key" in one.cell]
    bounded = [width for width in widths if width < MOST - threshold]
    return Audit(len(cells), sum(one["status"] == WITHHELD for one in cells), min(bounded, default=None))


def check_shown(placed: list[Told], before: set[Figure], threshold: int) -> None:
    """Nothing small is shown, unless it was before, under another threshold."""
    for cell, figure, place in placed:
        if cell["value"] is not None and cell["value"] < threshold and figure not in before:
            raise Unprotected(_("A small figure is shown."), [place])


class Part:
    """The figures that hang together, and what a reader makes of them."""

    def __init__(
        self, releases: Releases, placed: list[Told], belongs: Belongs, before: set[Figure], threshold: int
    ) -> None:
        self.releases, self.threshold = releases, threshold
        self.told = [one for one in placed if belongs(one.figure)]
        self.mine = {one.figure for one in self.told}
        self.new = self.mine - before
        self.shown = {one: count for one, count in releases.shown.items() if belongs(one)}
        self.withheld = sorted(one for one in releases.withheld if belongs(one))
        self.compared = set(self.compared_figures())
        self.left = self.subtracted()
        self.reader = Reader(
            [*self.withheld, *self.compared, *self.left],
            self.shown,
            same=[pair for pair in releases.same if belongs(pair[0])],
        )

    def widths(self) -> Iterator[int]:
        """How far apart the least and the most of each withheld figure are."""
        for figure in self.withheld:
            width = self.bounds(figure).width
            if width < WIDTH:
                self.betray(_("A withheld figure can be worked out."), figure)
            yield width
        for figure in self.left:
            found = self.bounds(figure)
            if found.least < self.threshold and found.width < WIDTH:
                self.betray(_("A small group nobody prints can be worked out."), figure)
        self.check_changes()

    def bounds(self, figure: Figure) -> Bounds:
        try:
            return self.reader.bounds(figure)
        except Impossible as problem:
            places = self.releases.beside(figure)
            raise Unprotected(_("The figures contradict those released before."), places) from problem

    def subtracted(self) -> list[Figure]:
        """Groups nobody prints, of which a number of this release is the whole or a part."""
        figures = [*self.shown, *self.withheld]
        return [one.figure for one in left_over(figures) if self.new & {one.whole, *one.parts}]

    def compared_figures(self) -> Iterator[Figure]:
        """Divisions of this release that another counting divides too, each as both have them."""
        for figure in self.mine:
            others_too = self.releases.at_other_moments(figure) if figure.where else {}
            for one in others_too:
                if one.dimensions & figure.dimensions:
                    yield from (one, figure, one.at(figure.moment), figure.at(one.moment))

    def check_changes(self) -> None:
        """No difference of two countings is both small and known, of a division or of all that is left."""
        taken_over = {one.figure.total for one in self.told if "edition" in one.cell}
        for figure in sorted(self.compared & self.mine):
            if figure.total in taken_over:
                continue
            for other in sorted(one for one in self.compared if one.at(0) == figure.at(0) and one != figure):
                part = change(self.bounds(other), self.bounds(figure))
                whole = change(self.bounds(other.total), self.bounds(figure.total))
                if self.is_known(part) or self.is_known(change(part, whole)):
                    self.betray(_("A small change since an earlier release can be worked out."), figure)

    def is_known(self, found: Bounds) -> bool:
        return found.width < WIDTH and -self.threshold < found.least and found.most < self.threshold

    def betray(self, message: Any, figure: Figure) -> None:
        places = [one.place for one in self.told if one.figure == figure]
        raise Unprotected(message, [*places, *self.releases.beside(figure)])


def change(one: Bounds, other: Bounds) -> Bounds:
    """The least and the most by which a figure can have changed."""
    return Bounds(other.least - one.most, other.most - one.least)
