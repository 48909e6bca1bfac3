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
    people = colleagues(row.actor_id for row in rows)
    return [Line(row, *named(people.get(row.actor_id or 0))) for row in rows]


def reading_lines(readings: Iterable[Reading]) -> list[Line]:
    """Readings with names and the refs of their cases, in three statements whatever their number."""
    rows = list(readings)
    refs = refs_of(row.case_id for row in rows)
    return [replace(line, case_ref=refs.get(row.case_id or 0, "")) for line, row in zip(lines(rows), rows, strict=True)]


def named(user: Any) -> tuple[str, str]:
    return (user.name, user.organisation.name) if user else ("", "")


def colleagues(numbers: Iterable[int | None]) -> dict[int, User]:
    """Accounts by their numbers, in one statement; whoever is no longer there is left out."""
    found: dict[int, User] = User.objects.select_related("organisation").in_bulk({one for one in numbers if one})
    return found


def colleague(number: int) -> User | None:
    return colleagues([number]).get(number)


def user_called(email: str) -> int | None:
    """The number of the account with this e-mail; None where nobody has it."""
    found: int | None = User.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
    return found
