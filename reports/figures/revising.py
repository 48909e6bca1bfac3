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
        why = why_changed(old, new, table, known, cause)
        for key, was, now in changed(known, table):
            found.append(
                {"edition": edition, "table": table["id"], "key": list(key), "old": was, "new": now, "cause": why}
            )
    return found


def why_changed(old: Frozen, new: Frozen, table: Frozen, known: Frozen | None, cause: dict[str, str]) -> dict[str, str]:
    """What others count changes for reasons of theirs; what is counted by another rule, for that."""
    if known is not None and not same_rule(old, new, table, known):
        return labels.both(_("Defined anew."))
    if table["id"] == "prosecution" and new["live"]:
        return labels.both(_("The figures of the prosecution have been read again."))
    return {language: cause[language] for language in ("da", "en")}


def same_rule(old: Frozen, new: Frozen, table: Frozen, known: Frozen) -> bool:
    """A version that only says the same in other words defines nothing anew."""
    before, after = said_of(old, known.get("definition")), said_of(new, table.get("definition"))
    return before["version"] == after["version"] or (before["rule"] == after["rule"] and rows(known) == rows(table))


def said_of(figures: Frozen, code: str | None) -> Frozen:
    found = (one for one in figures.get("definitions", []) if one["code"] == code)
    return next(found, {"version": None, "rule": None})


def rows(table: Frozen) -> list[str]:
    return [one["code"] for one in table["dimensions"][0]["categories"]]


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
