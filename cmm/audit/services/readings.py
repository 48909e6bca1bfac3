"""Readings: who was shown to whom. Pages come here through ``cmm.accounts.readings``, which knows why they may."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.models import Criterion, Reading


@dataclass(frozen=True)
class Seen:
    """One person as a row showed them."""

    target_type: str
    target_id: str
    target_ref: str
    case_id: int | None
    surface: Surface
    basis: Basis
    purpose: Purpose

    @property
    def person(self) -> tuple[str, str]:
        """Whom the row is about: rows of one case are about one person."""
        return ("case", str(self.case_id)) if self.case_id else (self.target_type, self.target_id)


@dataclass(frozen=True)
class Lately:
    """What one reader has been shown in an hour: persons opened, persons in lists, and how often they searched."""

    opened: int = 0
    listed: int = 0
    searched: int = 0


@dataclass(frozen=True)
class Search:
    """What was searched for on a page, and how many persons were shown for it."""

    words: Mapping[str, str]
    shown: int


def write_readings(
    *, actor: Any, page: str, seen: Iterable[Seen], searches: Iterable[Search] = (), request_id: UUID | None = None
) -> Lately:
    """Write one reading for each person in ``seen``, inside the transaction that shows them, and one for each search,
    whether it found anybody or not. Says what the acting reader had been shown in the hour before.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Readings belong to the page that shows somebody.")
    persons: dict[tuple[str, str], Seen] = {}
    for one in seen:
        persons.setdefault(one.person, one)
    who = {"at": timezone.now(), "actor_id": actor.pk, "organisation_id": actor.organisation_id}
    whole = who | {"page": page, "request_id": request_id}
    lately = Lately()
    for search in searches:
        lately = store_search(search, **whole)
    return store_persons(list(persons.values()), **whole) if persons else lately


def store_search(search: Search, **whole: Any) -> Lately:
    """A search is the reading of nobody; its words are closed, and only the data protection officer opens them."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT * FROM sec.read_lately()")
        lately = Lately(*cursor.fetchone())
    criterion = Criterion.objects.create(words=dict(search.words))
    Reading.objects.create(surface=Surface.SEARCH.value, shown=search.shown, criterion_id=criterion.pk, **whole)
    return lately


# As arrays, for a list of twenty-five costs as much again row by row; and what came before in the same statement.
STORE = """WITH stored AS (INSERT INTO audit_reading (at, actor_id, organisation_id, page, request_id,
    purpose, basis, surface, target_type, target_id, target_ref, case_id)
    SELECT %s::timestamptz, %s::bigint, %s::bigint, %s::text, %s::uuid, one.* FROM
    unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[]) AS one)
    SELECT * FROM sec.read_lately()"""


def store_persons(persons: Sequence[Seen], **whole: Any) -> Lately:
    columns = zip(*(values_of(one) for one in persons), strict=True)
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(STORE, [*whole.values(), *map(list, columns)])
        return Lately(*cursor.fetchone())


def values_of(seen: Seen) -> tuple[Any, ...]:
    words = (seen.purpose.value, seen.basis.value, seen.surface.value)
    return *words, seen.target_type, seen.target_id, seen.target_ref, seen.case_id
