"""What the register knows of the words of one text. Only who may be named in it is loaded, and nobody is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from cases.leaving.persons import marks_of
from cases.leaving.places import House, Protected, protected
from cases.leaving.rules import Finding, Read, findings, plain_ref
from cases.models import Case, Identity, Inquiry
from cases.particulars import GROUPS, read
from cmm.crypto.fields import reveal_many

DRAWERS: Any = Identity._meta.get_field("drawers")
ASKED_AT_ONCE = 20_000


@dataclass(frozen=True)
class About:
    """Whom a text is about: they may be named in it, and their cases."""

    victims: frozenset[int] = frozenset()
    refs: frozenset[str] = frozenset()


def about(*cases: Case) -> About:
    """The persons of these cases, as far as whoever writes sees what else is theirs."""
    victims = frozenset(case.victim_id for case in cases)
    refs = {*Case.objects.filter(victim__in=victims).values_list("ref", flat=True), *(case.ref for case in cases)}
    refs |= set(Inquiry.objects.filter(case__victim__in=victims).values_list("ref", flat=True))
    return About(victims, frozenset(refs))


def leaks_in(texts: Iterable[str], whom: About, houses: Protected | None = None) -> list[list[Finding]]:
    """What each text says that must not leave; all of them asked for together."""
    read_texts = [Read.of(text) for text in texts]
    houses = protected_houses() if houses is None else houses
    known = marks_known(sorted({mark for one in read_texts for mark in one.persons_marks()}))
    own = frozenset().union(*(marks for victim, marks in known if victim in whom.victims))
    others = frozenset().union(*(marks for victim, marks in known if victim not in whom.victims))
    refs = frozenset(map(plain_ref, whom.refs))
    return [findings(one, houses=houses, persons=others, own=own, refs=refs) for one in read_texts]


def protected_houses() -> Protected:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, said, name, phone, email FROM sec.protected_houses()")
        rows = cursor.fetchall()
    said: Any = apps.get_model("shelters", "Address")._meta.get_field("said")
    closed = [(str(row), bytes(address)) for row, address, *_rest in rows if address]
    opened = dict(reveal_many(said, closed))
    return protected(House(name, opened.get(str(row), ""), phone, email) for row, _said, name, phone, email in rows)


def marks_known(marks: list[str]) -> list[tuple[int, frozenset[str]]]:
    """Whose marks may be among these, and all marks of each: a drawer also holds others by chance."""
    found: dict[Any, tuple[int, frozenset[str]]] = {}
    for first in range(0, len(marks), ASKED_AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM sec.in_drawers(%s)", [DRAWERS.all_of(marks[first : first + ASKED_AT_ONCE])])
            rows = cursor.fetchall()
        opened = {group: dict(reveal_many(column(group), closed(rows, place))) for place, group in enumerate(GROUPS, 2)}
        for row, victim, *_sealed in rows:
            told = [read(group, opened[group].get(str(row))) for group in GROUPS]
            found[row] = (victim, frozenset(marks_of(*told)))  # type: ignore[arg-type]
    return list(found.values())


def column(group: str) -> Any:
    return Identity._meta.get_field(group)


def closed(rows: list[Any], place: int) -> list[tuple[str, bytes]]:
    return [(str(row[0]), bytes(row[place])) for row in rows if row[place]]


def stopped_lately() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.stopped_lately()")
        return int(cursor.fetchone()[0])
