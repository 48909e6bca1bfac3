"""How much a reader loses: figures withheld because they are small, and those withheld to keep the small ones."""

from collections.abc import Iterable

from reports.figures.tables import REGISTER, WITHHELD, Frozen

Values = dict[tuple[str, tuple[str, ...]], int]


def true_values(tables: Iterable[Frozen]) -> Values:
    """The register's numbers before anything is withheld. They leave no trace but the two sums of loss()."""
    return {
        (table["id"], tuple(cell["key"])): cell["value"]
        for table in tables
        for cell in table["cells"]
        if cell["source"] == REGISTER
    }


def loss(true: Values, tables: Iterable[Frozen], threshold: int) -> dict[str, int]:
    """Withheld cells of ``tables``, primary and secondary; said to those who make the report and to nobody else.

    What was taken over from an earlier release and is no longer so counts as secondary.
    """
    hidden = [
        true.get((table["id"], tuple(cell["key"])), threshold)
        for table in tables
        for cell in table["cells"]
        if cell["source"] == REGISTER and cell["status"] == WITHHELD
    ]
    primary = sum(value < threshold for value in hidden)
    return {"primary": primary, "secondary": len(hidden) - primary}


def share(audits: Iterable[Frozen]) -> tuple[int, float, float]:
    """How many cells there were, and which share of them was withheld as small, and to keep the small ones."""
    told = list(audits)
    cells = sum(one["cells"] for one in told) or 1
    return cells, sum(one["primary"] for one in told) / cells, sum(one["secondary"] for one in told) / cells
