"""Which figures are withheld so that no small one can be worked out, losing as little as possible.

The small ones go first. As long as some withheld figure is known too well, a whole-number programme (after Fischetti
and Salazar-González) looks for the lightest figures to withhold with it; afterwards whatever can be shown again is.
"""

from collections.abc import Collection, Iterable, Mapping

from reports.disclosure.bounds import Reader, Same
from reports.disclosure.certificate import Certificate
from reports.disclosure.figures import Figure

TOTAL_WEIGHT = 1_000  # a total is withheld only when nothing else helps


class Unprotectable(Exception):
    """Whatever else is withheld, what was printed before gives a small figure away."""


def withheld(
    counts: Mapping[Figure, int],
    *,
    threshold: int,
    width: int,
    known: Mapping[Figure, int] | None = None,
    certain: Collection[Figure] = (),
    same: Iterable[Same] = (),
) -> frozenset[Figure]:
    """The figures of ``counts`` to withhold, beside ``known`` ones printed before, which nobody can take back.

    ``certain`` are zeros that could be nothing else. Raises Unprotectable.
    """
    printed, pairs = known or {}, list(same)
    small = {one for one, count in counts.items() if count < threshold and one not in certain}
    if small & set(printed):
        raise Unprotectable("a small figure was printed before")
    hidden = set(small)
    while betrayed := betrayed_by(counts, hidden, printed, pairs, width):
        more = Certificate(counts, hidden, printed, pairs, width=width).lightest(betrayed, weight)
        if not more:
            raise Unprotectable("nothing more can be withheld")
        hidden |= more
    return frozenset(shown_again(counts, hidden, small, printed, pairs, width))


def weight(figure: Figure, count: int) -> int:
    """Few persons, and no total: what a reader misses least."""
    return 10 + count + (0 if figure.where else TOTAL_WEIGHT)


def betrayed_by(
    counts: Mapping[Figure, int], hidden: set[Figure], known: Mapping[Figure, int], same: list[Same], width: int
) -> Figure | None:
    """The first withheld figure a reader knows to less than ``width``."""
    shown = dict(known) | {one: count for one, count in counts.items() if one not in hidden}
    reader = Reader(counts, shown, same=same)
    for figure in sorted(hidden):
        if reader.bounds(figure, enough=width).width < width:
            return figure
    return None


def shown_again(
    counts: Mapping[Figure, int],
    hidden: set[Figure],
    small: set[Figure],
    known: Mapping[Figure, int],
    same: list[Same],
    width: int,
) -> set[Figure]:
    """``hidden`` without what was withheld in vain, the heaviest tried first."""
    kept = set(hidden)
    for figure in sorted(hidden - small, key=lambda one: (-weight(one, counts[one]), one)):
        if not betrayed_by(counts, kept - {figure}, known, same, width):
            kept.discard(figure)
    return kept
