"""The inclusion rules, by name. A rule says of each row found why it is not counted, or nothing where it is.

A definition's version names one of these and carries its mark: whoever changes what a rule does gives it a new name,
and the definition a new version. Rows come in the order they were decided or received.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
Judged = Iterator[tuple[Row, str]]
Rule = Callable[[Iterable[Row], int], Judged]
COUNTED = ""


def identified_once(rows: Iterable[Row], year: int) -> Judged:
    """A person by the first positive decision of the year that nothing since has set aside."""
    seen: set[str] = set()
    for row in rows:
        if row["year"] != year:
            continue
        why = next((one for one in ("annulled", "set_aside", "said_before") if row[one]), COUNTED)
        if row["outcome"] != "trafficked":
            why = "not_trafficked"
        elif not why and row["person"] in seen:
            why = "counted_already"
        if not why:
            seen.add(row["person"])
        yield row, why


def decided_once(rows: Iterable[Row], year: int) -> Judged:
    """A person by the first decision of the year, whatever it said and whatever became of it."""
    seen: set[str] = set()
    for row in rows:
        if row["year"] == year:
            yield row, "counted_already" if row["person"] in seen else COUNTED
            seen.add(row["person"])


def received_once(rows: Iterable[Row], _year: int) -> Judged:
    """An inquiry once, however many persons it was about."""
    for row in rows:
        yield row, "part_of_another" if row["part"] else COUNTED


def rung_on_the_hotline(rows: Iterable[Row], _year: int) -> Judged:
    """An inquiry that came by the hotline."""
    for row in rows:
        yield row, "part_of_another" if row["part"] else COUNTED if row["channel"] == "hotline" else "other_channel"


def each_counter(rows: Iterable[Row], _year: int) -> Judged:
    """The counters of one organisation; whom it met is not here."""
    for row in rows:
        yield row, COUNTED


def begun_in_the_year(rows: Iterable[Row], _year: int) -> Judged:
    """A stay whose person came, by the year of the first night in the first house."""
    for row in rows:
        why = "moved_within" if row["moved"] else COUNTED if row["begun"] else "begun_before"
        yield row, why if row["came"] else "never_came"


def period_begun(rows: Iterable[Row], _year: int) -> Judged:
    """A period by the year of its first day."""
    for row in rows:
        yield row, COUNTED if row["begun"] else "declined" if row["declined"] else "not_begun"


def departed_once(rows: Iterable[Row], _year: int) -> Judged:
    """A person by the first departure of the year for a prepared return."""
    seen: set[str] = set()
    for row in rows:
        yield row, "counted_already" if row["person"] in seen else COUNTED
        seen.add(row["person"])


def held_in_the_year(rows: Iterable[Row], _year: int) -> Judged:
    """A course or lecture by the day it was held."""
    for row in rows:
        yield row, COUNTED


def as_printed(rows: Iterable[Row], _year: int) -> Judged:
    """What an authority has printed is reprinted, and nothing is counted."""
    for row in rows:
        yield row, COUNTED


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        identified_once, decided_once, received_once, rung_on_the_hotline, each_counter, begun_in_the_year,
        period_begun, departed_once, held_in_the_year, as_printed,
    )
}  # fmt: skip


def mark_of(name: str) -> str:
    """Twelve signs that change when the rule does."""
    return hashlib.sha256(inspect.getsource(RULES[name]).encode()).hexdigest()[:12]
