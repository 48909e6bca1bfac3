"""Which definition each table rests on."""

from collections.abc import Iterable, Sequence

from reports.figures.tables import REGISTER, Frozen

OF_TABLE = {"series": "identified"}  # every other table is called what its definition is called
PRINTED = "printed"


def definition_of(table: Frozen) -> str:
    """A table in which the register counts nothing is as others printed it."""
    name = str(table["id"])
    own = name in ("plans", "prosecution") or any(cell["source"] == REGISTER for cell in table["cells"])
    return OF_TABLE.get(name, name) if own else PRINTED


def defined(tables: Iterable[Frozen], definitions: Sequence[Frozen]) -> list[Frozen]:
    """The tables, each with the code of its definition where there is one."""
    known = {one["code"] for one in definitions}
    return [table | {"definition": code} if (code := definition_of(table)) in known else table for table in tables]


def used(tables: Iterable[Frozen], definitions: Sequence[Frozen]) -> list[Frozen]:
    """The definitions some table rests on, in the order of the tables."""
    known = {one["code"]: one for one in definitions}
    codes = dict.fromkeys(definition_of(table) for table in tables)
    return [known[code] for code in codes if code in known]
