"""What stands in the way of merging two files. Rooms that hang something on a case of which there may be only one say
so here when the application starts; the merge asks them, and knows none of them.
"""

from collections.abc import Callable, Iterator

from cases.models import Case

# Each obstacle as a sentence that says what to do about it.
Obstacles = Callable[[Case, Case], Iterator[str]]
ASKED: list[Obstacles] = []


def before_merging(obstacles: Obstacles) -> None:
    """From now on ``obstacles(here, there)`` is asked before two files are merged."""
    if obstacles not in ASKED:
        ASKED.append(obstacles)


def between(here: Case, there: Case) -> list[str]:
    return [said for ask in ASKED for said in ask(here, there)]
