"""Which figures are withheld so that no small one can be worked out, losing as little as possible.

The small ones go first. As long as some withheld figure is known too well, a whole-number programme (after Fischetti
and Salazar-González) looks for the lightest figures to withhold with it; afterwards whatever can be shown again is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reports.disclosure.bounds import Reader, Same
from reports.disclosure.certificate import Certificate
from reports.disclosure.figures import Figure
from reports.disclosure.parts import parts

TOTAL_WEIGHT = 1_000  # a total is withheld only when nothing else helps


class Unprotectable(Exception):
    """Whatever else is withheld, what was printed before gives ``figure`` away."""

    def __init__(self, figure: Figure) -> None:
        super().__init__("nothing more can be withheld")
        self.figure = figure


def withheld(
    counts: Mapping[Figure, int],
    *,
    threshold: int,
    width: int,
    known: Mapping[Figure, int] | None = None,
    secret: Collection[Figure] = (),
    certain: Collection[Figure] = (),
    same: Iterable[Same] = (),
    proposed: Collection[Figure] = (),
) -> frozenset[Figure]:
    """The figures of ``counts`` to withhold, beside ``known`` ones printed before, which nobody can take back.

    ``secret`` are figures withheld before, which must stay so; ``certain`` zeros that could be nothing else; the search
    begins with the small and the ``proposed`` ones. Raises Unprotectable.
    """
    printed, pairs = known or {}, list(same)
    found: set[Figure] = set()
    for belongs in parts(counts, pairs):
        own = {one: count for one, count in counts.items() if belongs(one)}
        choice = Choice(
            own,
            {one: count for one, count in printed.items() if belongs(one)},
            {one for one in secret if belongs(one) and one not in printed and one not in own},
            [pair for pair in pairs if belongs(pair[0])],
            width,
        )
        open_ones = {one for one in own if one not in certain and one not in printed}
        small = {one for one in open_ones if own[one] < threshold}
        found |= choice.made(small, open_ones.intersection(proposed))
    return frozenset(found)


def weight(figure: Figure, count: int) -> int:
    """Few persons, and no total: what a reader misses least."""
    return 10 + count + (0 if figure.where else TOTAL_WEIGHT)


@dataclass(frozen=True)
class Choice:
    """What is to be shown, and all that a reader knows before."""

    counts: Mapping[Figure, int]
    known: Mapping[Figure, int]
    secret: set[Figure]
    same: list[Same]
    width: int

    def made(self, small: set[Figure], proposed: set[Figure]) -> set[Figure]:
        hidden = small | proposed
        while betrayed := self.betrayed(hidden):
            programme = Certificate(self.counts, hidden, self.known, self.same, width=self.width, secret=self.secret)
            more = programme.lightest(betrayed, weight)
            if not more:
                raise Unprotectable(betrayed)
            hidden |= more
        return self.shown_again(hidden, small)

    def betrayed(self, hidden: set[Figure]) -> Figure | None:
        """The first withheld figure a reader knows to less than the width."""
        shown = dict(self.known) | {one: count for one, count in self.counts.items() if one not in hidden}
        reader = Reader([*self.counts, *self.secret], shown, same=self.same)
        for figure in sorted(hidden | self.secret):
            if reader.bounds(figure, enough=self.width).width < self.width:
                return figure
        return None

    def shown_again(self, hidden: set[Figure], small: set[Figure]) -> set[Figure]:
        """``hidden`` without what was withheld in vain, the heaviest tried first."""
        kept = set(hidden)
        for figure in sorted(hidden - small, key=lambda one: (-weight(one, self.counts[one]), one)):
            if not self.betrayed(kept - {figure}):
                kept.discard(figure)
        return kept
