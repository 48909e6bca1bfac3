"""What a person may be told of who has seen them: everything but who it was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from cmm.accounts.enums import Capability
from cmm.accounts.models import Organisation
from cmm.audit.selectors import look_ups, seen_by
from cmm.audit.selectors.persons import LookUp
from cmm.oversight.selectors.persons import Person


@dataclass(frozen=True)
class Outsider:
    """One organisation outside CMM whose staff have seen the person, in both its names; never its staff."""

    name_da: str
    name_en: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, as it stood at one moment; whatever is drawn is drawn from this alone."""

    ref: str
    at: datetime
    look_ups: tuple[LookUp, ...]
    outsiders: tuple[Outsider, ...]

    @property
    def total(self) -> int:
        return sum(one.times for one in self.look_ups)

    @property
    def first(self) -> datetime | None:
        return min((one.first for one in self.look_ups), default=None)

    @property
    def last(self) -> datetime | None:
        return max((one.last for one in self.look_ups), default=None)


def sheet_of(person: Person) -> Sheet:
    """In three statements, however often somebody has looked."""
    found = tuple(look_ups(**person.known_by))
    return Sheet(person.ref, timezone.now(), found, outsiders(person))


def outsiders(person: Person) -> tuple[Outsider, ...]:
    """Organisations that do no casework, the latest to look first."""
    seen: dict[int, list[dict[str, Any]]] = {}
    for row in seen_by(**person.known_by):
        seen.setdefault(row["organisation_id"], []).append(row)
    others = Organisation.objects.filter(pk__in=[key for key in seen if key])
    found = [outsider(place, seen[place.pk]) for place in others if Capability.CASEWORK not in place.capabilities]
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def outsider(place: Organisation, rows: list[dict[str, Any]]) -> Outsider:
    times = sum(row["times"] for row in rows)
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    return Outsider(place.name_da, place.name_en or place.name_da, times, first, last)
