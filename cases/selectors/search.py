"""Persons by what they are called or reached by, among the rows the searcher may see.

Names are opened in memory and compared there (``cases.matching``); nothing a search could use lies in the database.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, CharField, F, Func, Q, QuerySet
from django.db.models.functions import Cast

from cases.matching.form import is_current
from cases.matching.ranking import Hit, Query, ranked
from cases.models import Case, Identity, Inquiry, PersonSearch
from cases.rules.search import MOST_HITS
from cases.selectors.code_names import CODE, by_code
from cmm.crypto.fields import EncryptedField, reveal_many

COLUMN: EncryptedField = Identity._meta.get_field("search")  # type: ignore[assignment]


@dataclass(frozen=True)
class Found:
    """A case the searcher may see, and why it is shown; who the person is stands behind the identity's own door."""

    case: Case
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The nearest of those who were found, and whether there were more than a page shows."""

    found: list[Found]
    has_more: bool

    @property
    def cases(self) -> list[Case]:
        return [one.case for one in self.found]


def find_persons(user: Any, *, name: str = "", number: str = "", code: str = "") -> Answer:
    """Whom ``user`` may see and what was typed fits: the nearest first, and never more than ``MOST_HITS``."""
    reasons: dict[int, list[str]] = {}
    scores: dict[int, float] = {}
    for hit in nearest_of(user, Query.of(name=name, number=number)):
        victim = hit.key[1]
        scores[victim] = max(scores.get(victim, 0), hit.score)
        reasons.setdefault(victim, []).extend(one for one in hit.reasons if one not in reasons.get(victim, ()))
    for victim, nearness in by_code(user, code):
        scores[victim] = scores.get(victim, 0) + nearness
        reasons.setdefault(victim, []).append(CODE)
    nearest = sorted(scores, key=lambda victim: (-scores[victim], victim))[: MOST_HITS + 1]
    cases = cases_of(user, nearest)
    found = [
        Found(case, tuple(reasons[case.victim_id])) for victim in nearest for case in cases if case.victim_id == victim
    ]
    return Answer(found[:MOST_HITS], len(found) > MOST_HITS)


def nearest_of(user: Any, query: Query) -> list[Hit]:
    if not query:
        return []
    with uncollected():
        return ranked(query, forms_seen_by(user))


def cases_of(user: Any, victims: list[int]) -> list[Case]:
    rows = Case.objects.allowed(user).filter(victim__in=victims).select_related("victim", "caseworker")
    return list(rows.order_by("-ref")[: 4 * MOST_HITS])


Key = tuple[str, int]  # an identity, and whose it is


def forms_seen_by(user: Any) -> list[tuple[Key, str]]:
    """The search form of every identity ``user`` may see."""
    return forms_in(Identity.objects.allowed(user))


def forms_in(rows: QuerySet[Identity]) -> list[tuple[Key, str]]:
    """The search form of each row, under its key and its person's; made anew where it is missing or out of date."""
    with uncollected():
        kept = list(rows.filter(search__isnull=False).values_list(PLAIN_KEY, "victim_id", AS_BYTES))
        opened = reveal_many(COLUMN, ((pk, sealed) for pk, _victim, sealed in kept))
        forms, late = [], []
        for (pk, text), (_pk, victim, _sealed) in zip(opened, kept, strict=True):
            if is_current(text):
                forms.append(((pk, victim), text))
            else:
                late.append(pk)
    unfilled = rows.filter(Q(search__isnull=True) | Q(pk__in=late)).iterator(chunk_size=500)
    return forms + [((str(row.pk), row.victim_id), row.search_form()) for row in unfilled]


@contextmanager
def uncollected() -> Iterator[None]:
    """A hundred thousand small objects are made, none in a circle: looking for circles takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# As PostgreSQL sends them, without an object made of each.
PLAIN_KEY = Cast("pk", CharField())
AS_BYTES = Func(F("search"), template="%(expressions)s", output_field=BinaryField())


def has_searched(user: Any, inquiry: Inquiry | None) -> bool:
    """Whether ``user`` lately looked for a person, and where the case is to come of an inquiry, for that one."""
    made = PersonSearch.objects.in_force().filter(user=user.pk)
    return (made if inquiry is None else made.filter(inquiry=inquiry.pk)).exists()


def outdated(identity: Identity) -> bool:
    kept = identity.search
    return kept is None or not is_current(kept.reveal())
