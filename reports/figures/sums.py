"""Sub-totals that do not equal their totals stop an edition before anything of it is frozen."""

from collections.abc import Iterable, Iterator

from reports.figures.tables import REGISTER, Frozen


class SumsDiffer(Exception):
    """The tables contradict themselves; ``troubles`` says where, with the true numbers."""

    def __init__(self, troubles: list[Frozen]) -> None:
        super().__init__(f"{len(troubles)} sums differ")
        self.troubles = troubles


def check_sums(tables: Iterable[Frozen], flow: Iterable[Frozen] = ()) -> None:
    """Raises SumsDiffer. To be asked before anything is withheld."""
    troubles = [*(one for table in tables for one in of_table(table)), *(one for told in flow for one in of_flow(told))]
    if troubles:
        raise SumsDiffer(troubles)


def of_table(table: Frozen) -> Iterator[Frozen]:
    """Each column of the register whose parts do not make its total."""
    total = table["dimensions"][0]["total"]
    if total is None:
        return
    columns: dict[str, list[Frozen]] = {}
    for cell in table["cells"]:
        if cell["source"] == REGISTER:
            columns.setdefault(cell["key"][1], []).append(cell)
    for column, cells in columns.items():
        parts = sum(cell["value"] for cell in cells if cell["key"][0] != total)
        whole = sum(cell["value"] for cell in cells if cell["key"][0] == total)
        if parts != whole:
            yield {"kind": "sums", "table": table["title"], "column": column, "parts": parts, "total": whole}


def of_flow(told: Frozen) -> Iterator[Frozen]:
    """Whoever is found is counted or excluded for a reason."""
    parts = told["counted"] + sum(told["excluded"].values())
    if parts != told["found"]:
        yield {"kind": "flow", "table": told["name"], "column": "", "parts": parts, "total": told["found"]}
