"""What a correction takes over as it was printed, because the change since is too small to be divided.

One late decision moves a total by one. Divided anew by sex, age and form, the difference to what was printed would tell
the sex, the age and the form of one person, and withholding just the numbers that moved would point at them. So the
total is told, and each division of it stands as it stood until every part of it has changed by enough.
"""

from collections.abc import Mapping
from typing import Any

from reports.disclosure.figures import Figure
from reports.figures.releases import Releases, Told, ref_of
from reports.figures.tables import WITHHELD, Frozen

Counts = Mapping[Figure, int]


def carry(tables: list[Frozen], facts: list[Frozen], releases: Releases, threshold: int) -> None:
    """Divisions in ``tables`` and ``facts`` that differ too little from those printed before become those."""
    found = {id(one.cell) for one in telling(tables, facts, releases, threshold)}
    if not found:
        return
    for table in tables:
        for column in columns_of(table, found):
            take_over(table, column, releases)
    for fact in facts:
        if id(fact) in found:
            fact.update(fact_before(fact, releases.frozen))
    as_if_counted_now({"tables": tables, "facts": facts}, releases)


def telling(tables: list[Frozen], facts: list[Frozen], releases: Releases, threshold: int) -> list[Told]:
    """The numbers that would tell too much beside an earlier counting."""
    placed = releases.placed({"tables": tables, "facts": facts})
    counts = {one.figure: one.cell["value"] for one in placed}
    return [one for one in placed if tells_too_much(one.figure, counts, releases, threshold)]


def tells_too_much(figure: Figure, counts: Counts, releases: Releases, threshold: int) -> bool:
    """Whether a reader could take another counting of ``figure`` from this one, and what is left is small."""
    if not figure.where or figure in releases.shown:
        return False
    return any(
        is_known_too_well(one, count, counts, releases.shown, figure.moment, threshold)
        for one, count in releases.at_other_moments(figure).items()
        if one.dimensions & figure.dimensions
    )


def is_known_too_well(one: Figure, count: int, now: Counts, before: Counts, moment: int, threshold: int) -> bool:
    """Whether what came to ``one`` since, or to all the others, is small, or cannot be said."""
    if one.at(moment) not in now:
        return True
    change = now[one.at(moment)] - count
    whole = now.get(one.total.at(moment), 0) - before.get(one.total, 0)
    return min(abs(change), abs(whole - change)) < threshold


def columns_of(table: Frozen, found: set[int]) -> list[str]:
    """The columns that hold such a number: of years each by itself, of a crossing all together."""
    columns = {cell["key"][1] for cell in table["cells"] if id(cell) in found}
    if columns and table["dimensions"][1]["name"] != "year":
        return [one["code"] for one in table["dimensions"][1]["categories"]]
    return sorted(columns)


def take_over(table: Frozen, column: str, releases: Releases) -> None:
    """A column of ``table`` as it was printed last; one that never was keeps its total alone."""
    old = column_before(table["id"], column, releases.frozen)
    if old:
        table["cells"] = [cell for cell in table["cells"] if cell["key"][1] != column] + old
        name_rows(table, releases.frozen)
        return
    for cell in table["cells"]:
        if cell["key"][1] == column and "figure" in cell and cell["figure"]["where"]:
            cell.update(value=None, status=WITHHELD)


def column_before(name: str, column: str, frozen: list[Frozen]) -> list[Frozen]:
    for release in reversed(frozen):
        for table in release["tables"]:
            found = [cell for cell in table["cells"] if cell["key"][1] == column and "figure" in cell]
            if table["id"] == name and found:
                return [{"edition": ref_of(release)} | cell for cell in found]
    return []


def name_rows(table: Frozen, frozen: list[Frozen]) -> None:
    """Rows that the release before had and this one has not stand before the total."""
    rows = table["dimensions"][0]
    names = {one["code"] for one in rows["categories"]}
    used = dict.fromkeys(cell["key"][0] for cell in table["cells"])
    old = {
        one["code"]: one
        for release in frozen
        for before in release["tables"]
        if before["id"] == table["id"]
        for one in before["dimensions"][0]["categories"]
    }
    place = len(rows["categories"]) - (rows["total"] is not None)
    rows["categories"][place:place] = [old[code] for code in used if code not in names]
    rows["categories"] = [one for one in rows["categories"] if one["code"] in used]


def fact_before(fact: Frozen, frozen: list[Frozen]) -> dict[str, Any]:
    for release in reversed(frozen):
        for old in release.get("facts", []):
            if old.get("figure") == fact["figure"]:
                return {"value": old["value"], "edition": old.get("edition", ref_of(release))}
    return {"value": None}


def as_if_counted_now(release: Frozen, releases: Releases) -> None:
    """Where a reader sees no difference to the counting before, nothing is said of one."""
    placed = releases.placed(release)
    now = {one.figure.total for one in placed if "edition" not in one.cell}
    for cell, figure, _place in placed:
        if figure.total in now:
            cell.pop("edition", None)
