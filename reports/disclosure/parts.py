"""A system of figures taken apart where nothing ties its parts together: each part is solved by itself."""

from collections.abc import Callable, Iterable, Iterator

from reports.disclosure.bounds import Same
from reports.disclosure.figures import Figure

Belongs = Callable[[Figure], bool]


def parts(figures: Iterable[Figure], same: Iterable[Same], *, compared: bool = False) -> Iterator[Belongs]:
    """Which figures belong to each part: those of one total, and of totals a number of which is the same. ``compared``
    keeps the countings of one year together, which nothing but a reader's subtraction ties.
    """

    def total(figure: Figure) -> Figure:
        return figure.total.at(0) if compared else figure.total

    pairs = [(total(one), total(other)) for one, other in same]
    left = sorted({total(figure) for figure in figures})
    while left:
        part, grown = {left[0]}, 0
        while len(part) > grown:
            grown = len(part)
            part |= {one for pair in pairs if part & set(pair) for one in pair}
        left = [one for one in left if one not in part]
        yield lambda figure, part=part: total(figure) in part  # type: ignore[misc]
