"""A line of a return: whom it is about in the receiver's words, and its number as the tables have it."""

from collections.abc import Iterable
from typing import Any

from reports.figures.tables import SHOWN, WITHHELD, Frozen

# The house's signs: what is withheld, and what nobody has.
WITHHELD_SIGN, ABSENT_SIGN = ":", ".."


Where = tuple[str, str, str]  # a table, its row and its column


def line(words: tuple[str, ...], where: Iterable[Where], *, absent: str = "", source: str = "") -> Frozen:
    """The number is the sum of what stands at ``where``; a line that has none says why it is ``absent``."""
    return {"words": list(words), "where": [list(one) for one in where], "status": absent, "source": source}


def numbered(lines: Iterable[Frozen], tables: Iterable[Frozen]) -> list[Frozen]:
    """The lines with what the tables show. What the tables have left out is withheld."""
    shown = {
        (table["id"], *cell["key"]): cell["value"]
        for table in tables
        for cell in table["cells"]
        if cell["status"] == SHOWN
    }
    return [with_number(one, shown) for one in lines]


def with_number(one: Frozen, shown: dict[tuple[str, ...], int]) -> Frozen:
    """A sum is told only where each of its parts is: then it says nothing more than they do."""
    if not one["where"]:
        return one | {"value": None}
    values = [shown.get(tuple(place)) for place in one["where"]]
    known = [value for value in values if value is not None]
    whole = len(known) == len(values)
    return one | {"value": sum(known) if whole else None, "status": SHOWN if whole else WITHHELD}


def printed(one: Frozen) -> Any:
    """The number, or the sign that stands for why there is none; an empty cell would be read as nought."""
    if one["value"] is not None:
        return one["value"]
    return WITHHELD_SIGN if one["status"] == WITHHELD else ABSENT_SIGN
