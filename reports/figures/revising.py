"""What a correction changes: every printed number that is another than before, with why."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports import labels
from reports.figures.tables import Frozen

Key = tuple[str, ...]


def revision(old: Frozen, new: Frozen, *, edition: str, cause: dict[str, str]) -> list[Frozen]:
    """Old, new and cause of each changed cell; a number that was or is withheld is none."""
    before = {table["id"]: table for table in old["tables"]}
    found = []
    for table in new["tables"]:
        known = before.pop(table["id"], None)
        why = cause if known is None or same_version(old, new, table, known) else labels.both(_("Defined anew."))
        for key, was, now in changed(known, table):
            found.append(
                {"edition": edition, "table": table["id"], "key": list(key), "old": was, "new": now, "cause": why}
            )
    return found


def same_version(old: Frozen, new: Frozen, table: Frozen, known: Frozen) -> bool:
    return bool(version_of(old, known.get("definition")) == version_of(new, table.get("definition")))


def version_of(figures: Frozen, code: str | None) -> Any:
    return next((one["version"] for one in figures.get("definitions", []) if one["code"] == code), None)


def changed(old: Frozen | None, new: Frozen) -> Iterator[tuple[Key, int | None, int | None]]:
    was, now = values(old), values(new)
    for key in [*now, *(key for key in was if key not in now)]:
        if was.get(key) != now.get(key):
            yield key, was.get(key), now.get(key)


def values(table: Frozen | None) -> dict[Key, int | None]:
    return {tuple(cell["key"]): cell["value"] for cell in table["cells"]} if table else {}


def says_the_same(old: Frozen, new: Frozen) -> bool:
    """Whether a reader of both would find no number changed."""
    return bool(printed(old) == printed(new))


def printed(figures: Frozen) -> Any:
    tables = {table["id"]: values(table) for table in figures["tables"]}
    return tables, {fact["name"]: fact["value"] for fact in figures["facts"]}
