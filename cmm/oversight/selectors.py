"""The log as people read it: entries with the names of those who acted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from cmm.accounts.models import User
from cmm.audit.models import LogRow, Reading
from cmm.audit.selectors import refs_of


@dataclass(frozen=True)
class Line:
    """One entry and who stands behind it; the log itself holds only numbers."""

    entry: LogRow
    actor: str
    organisation: str
    case_ref: str = ""


def lines(entries: Iterable[LogRow]) -> list[Line]:
    """Entries with names, in two statements whatever their number."""
    rows = list(entries)
    people = User.objects.select_related("organisation").in_bulk({row.actor_id for row in rows if row.actor_id})
    return [Line(row, *named(people.get(row.actor_id or 0))) for row in rows]


def reading_lines(readings: Iterable[Reading]) -> list[Line]:
    """Readings with names and the refs of their cases, in three statements whatever their number."""
    rows = list(readings)
    refs = refs_of(rows)
    return [replace(line, case_ref=refs.get(row.case_id or 0, "")) for line, row in zip(lines(rows), rows, strict=True)]


def named(user: Any) -> tuple[str, str]:
    return (user.name, user.organisation.name) if user else ("", "")


def user_called(email: str) -> int | None:
    """The number of the account with this e-mail; None where nobody has it."""
    return User.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
