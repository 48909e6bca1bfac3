"""One person as the log knows them, and every colleague who has seen them."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.enums import CodeList
from cases.models import Code
from cmm.accounts.models import Organisation
from cmm.audit.enums import Purpose
from cmm.audit.selectors import persons_seen as seen_of
from cmm.audit.selectors import readings_about, refs_of, seen_by
from cmm.core.pages import COUNTED
from cmm.oversight.selectors.names import colleagues, named


@dataclass(frozen=True)
class Person:
    """Somebody by the refs the register has of them: their cases, and the inquiries before these."""

    ref: str
    case_ids: tuple[int, ...]
    case_refs: tuple[str, ...]
    inquiry_refs: tuple[str, ...]
    language: str

    @property
    def known_by(self) -> dict[str, Any]:
        """How the log is asked about them."""
        return {"case_ids": self.case_ids, "refs": self.inquiry_refs}

    @property
    def refs(self) -> tuple[str, ...]:
        return (*self.case_refs, *self.inquiry_refs)


def person_behind(ref: str) -> Person | None:
    """The person with a case or an inquiry of this number; None where there is none, or none for this reader."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.person_behind(%s)", [ref])
        found = cursor.fetchone()
    if found is None:
        return None
    case_ids, case_refs, inquiry_refs, language = found
    return Person(ref, tuple(case_ids), tuple(case_refs), tuple(inquiry_refs), language)


def language_of(person: Person) -> str:
    """What the person's language is called; empty where nobody knows."""
    if person.language in ("", "unknown"):
        return ""
    found = Code.objects.filter(list=CodeList.LANGUAGE, code=person.language).first()
    return found.label if found else ""


@dataclass(frozen=True)
class Group:
    """Looks that belong together: one colleague's at a person, or at one person by a colleague."""

    row: dict[str, Any]
    name: str
    small: str = ""

    @property
    def purposes(self) -> str:
        """In words, each once."""
        words = [str(Purpose(code).label) for code in self.row["purposes"] if code in Purpose.values]
        return ", ".join(sorted(words))


def who_saw(person: Person) -> list[Group]:
    """Every colleague who has seen the person, latest first, in three statements."""
    rows = list(seen_by(**person.known_by)[: COUNTED + 1])
    people = colleagues(row["actor_id"] for row in rows)
    places = Organisation.objects.in_bulk({row["organisation_id"] for row in rows if row["organisation_id"]})
    return [
        Group(row, named(people.get(row["actor_id"]))[0], str(places.get(row["organisation_id"], ""))) for row in rows
    ]


def whom_saw(actor_id: int, since: Any) -> list[Group]:
    """Every person a colleague has seen, latest first, in two statements; no further than anybody reads."""
    rows = list(seen_of(actor_id, since)[: COUNTED + 1])
    refs = refs_of(row["case_id"] for row in rows)
    return [Group(row, refs.get(row["case_id"], row["before"])) for row in rows]


def every_look_at(person: Person) -> Any:
    return readings_about(**person.known_by)
