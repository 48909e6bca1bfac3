"""One guard of the register, how to take it away, and which tests ought to notice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def nothing() -> None:
    """Most guards stand either in the database or in the code."""


@dataclass(frozen=True)
class Guard:
    """``statements`` take it out of the database, ``bend`` out of the running code; ``rank`` gives a test's place
    among those that ought to notice, or None. ``place`` is the function of the code it stands in.
    """

    kind: str
    name: str
    rank: Callable[[Any], int | None]
    statements: tuple[str, ...] = ()
    bend: Callable[[], None] = nothing
    most: int = 60  # tests are run before it counts as unnoticed
    place: str = ""

    def tests_among(self, items: list[Any]) -> list[Any]:
        ranked = [(rank, number, item) for number, item in enumerate(items) if (rank := self.rank(item)) is not None]
        return [item for _rank, _number, item in sorted(ranked, key=lambda one: one[:2])][: self.most]


def named(*parts: str) -> Callable[[Any], int | None]:
    """Tests whose address holds one of ``parts``, the first part first."""

    def rank(item: Any) -> int | None:
        return next((place for place, part in enumerate(parts) if part in item.nodeid), None)

    return rank
