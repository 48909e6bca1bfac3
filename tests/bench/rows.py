"""The table of design section 8: what was measured, its bar, and whether it holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.bench.figures import BARE_BAR, GROWTH_BAR, SCOPE_BAR, Figure
from tests.lists.pages import BAR


@dataclass(frozen=True)
class Row:
    """One figure beside its bar; ``said`` is how it came about, ``why`` the reason where it does not hold."""

    what: str
    figure: float
    bar: float
    unit: str = ""
    said: str = ""
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.figure <= self.bar

    def cells(self) -> tuple[str, ...]:
        return (
            self.what, f"{self.figure:,.2f}{self.unit}", f"{self.bar:,.1f}{self.unit}",
            f"{self.figure / self.bar:.2f}" if self.bar else "", "holds" if self.holds else "BROKEN", self.said,
        )  # fmt: skip


HEAD = ("what", "figure", "bar", "of it", "verdict", "how it came about")


def told(rows: Iterable[Row]) -> str:
    lines = [HEAD, *(row.cells() for row in rows)]
    return "".join(
        f"{a:<58}{b:>12}{c:>12}{d:>7}  {e:<8}{f}".rstrip() + "\n" for a, b, c, d, e, f in lines
    )  # fmt: skip


def of_lists(figures: list[Figure]) -> list[Row]:
    """The worst line of each bar, and how many lines are over it."""
    if not figures:
        return []
    asked = max(figures, key=lambda one: max(one.statements, one.one_row, one.hundred_rows))
    unlike = [one for one in figures if one.one_row != one.hundred_rows]
    counting = [one for one in figures if not one.bounded]
    return [
        Row("lists: statements, the most of a page", float(asked.statements), float(BAR), "", place(asked)),
        Row("lists: pages with more statements for more rows", float(len(unlike)), 0.0),
        Row("lists: pages that count beyond a thousand", float(len(counting)), 0.0),
        *worst("lists: work, a bare view = 1", figures, lambda one: one.to_bare, BARE_BAR),
        *worst("lists: work, the admin's change list = 1", figures, lambda one: one.to_admin, 1.0),
        *worst("lists: scoped, the same unscoped = 1", figures, lambda one: one.to_unscoped, SCOPE_BAR),
        *worst("lists: work, the same over 1,000 cases = 1", figures, lambda one: one.to_small, GROWTH_BAR),
    ]


def worst(what: str, figures: list[Figure], ratio: Callable[[Figure], float | None], bar: float) -> list[Row]:
    """The worst of the lines that have this ratio; nothing where none has."""
    known = [(found, one) for one in figures if (found := ratio(one)) is not None]
    if not known:
        return []
    most, line = max(known, key=lambda pair: pair[0])
    over = sum(1 for found, _one in known if found > bar)
    return [Row(what, most, bar, "", f"{place(line)}; {over} of {len(known)} lines over the bar")]


def place(one: Figure) -> str:
    return f"{one.page}, {one.role}, {one.place}"
