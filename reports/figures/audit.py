"""An audit that trusts no choice made before it: what can a reader work out of the figures as they are frozen?

Values are whole and not negative. A reader knows every shown cell, every shown total, and that a person assessed
as trafficked in a table is one of those the series counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.figures.tables import SHOWN, WITHHELD, Frozen
from reports.rules import WIDTH, is_small

# Where a cell of one table is printed once more in another: (table, row) and (table, row).
SAME = {("decisions", "trafficked"): ("series", "persons")}
REGISTER = "register"


class Unprotected(Exception):
    """A withheld figure can be worked out, or a small one is shown. Nothing is frozen."""


@dataclass(frozen=True)
class Audit:
    """How much is withheld of the register's own figures, and the least a reader is left in doubt."""

    cells: int
    withheld: int
    narrowest: int | None


def audit(figures: Frozen) -> Audit:
    """The audit of one edition. Raises Unprotected."""
    tables = {table["id"]: table for table in figures["tables"]}
    own = [cell for table in tables.values() for cell in table["cells"] if cell["source"] == REGISTER]
    for cell in own:
        if cell["value"] is not None and is_small(cell["value"]):
            raise Unprotected(f"a small figure is shown at {cell['key']}")
    widths = [width for table in tables.values() for width in doubts(table, tables)]
    if any(width < WIDTH for width in widths):
        raise Unprotected("a withheld figure can be worked out")
    withheld = sum(cell["status"] == WITHHELD for cell in own)
    return Audit(len(own), withheld, min(widths, default=None))


def doubts(table: Frozen, tables: dict[str, Frozen]) -> Iterator[int]:
    """For each withheld cell of a column with a shown total, how far apart its bounds lie."""
    total = table["dimensions"][0]["total"]
    for column in {cell["key"][1] for cell in table["cells"]} if total else set():
        known, hidden = read(table, column, tables)
        if total in known:
            rest = known.pop(total) - sum(known.values())
            yield from (rest if len(hidden) > 1 else 0 for _one in hidden)


def read(table: Frozen, column: str, tables: dict[str, Frozen]) -> tuple[dict[str, int], list[str]]:
    """What a reader knows of a column, here or from elsewhere, and what is left."""
    known, hidden = {}, []
    for cell in table["cells"]:
        row = cell["key"][0]
        if cell["key"][1] != column:
            continue
        value = cell["value"] if cell["status"] == SHOWN else elsewhere(table["id"], row, column, tables)
        if value is None:
            hidden.append(row)
        else:
            known[row] = value
    return known, hidden


def elsewhere(table: str, row: str, column: str, tables: dict[str, Frozen]) -> int | None:
    other, again = SAME.get((table, row), ("", ""))
    cells = tables[other]["cells"] if other in tables else []
    return next((cell["value"] for cell in cells if cell["key"] == [again, column]), None)
