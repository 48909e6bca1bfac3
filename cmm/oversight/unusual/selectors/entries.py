"""The weekly list as its pages show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cmm.accounts.enums import Role
from cmm.accounts.models import RoleAssignment, User
from cmm.audit.enums import Purpose
from cmm.oversight.selectors.names import colleagues, named
from cmm.oversight.unusual.enums import READERS, Asked, Errand, Kind, Reason
from cmm.oversight.unusual.models import Entry, Saying, WeekList
from cmm.oversight.unusual.rules import SOURCES, state_of

WEEKS = 26
ANSWERED = Saying.objects.filter(entry_id=OuterRef("pk"), kind=Kind.ANSWER)


@dataclass(frozen=True)
class Line:
    """One entry, whose reading it was, and what was said of it."""

    entry: Entry
    reader: str
    organisation: str
    said: list[Saying]

    @property
    def state(self) -> str:
        return state_of([one.kind for one in self.said], self.entry.asked)

    @property
    def answer(self) -> Saying | None:
        return next((one for one in self.said if one.kind == Kind.ANSWER), None)

    @property
    def is_closed(self) -> bool:
        return self.state in (Kind.EXPLAINED, Kind.FOLLOWED_UP)


def weeks() -> list[WeekList]:
    return list(WeekList.objects.order_by("-week")[:WEEKS])


def entries_in(week: str, *, asked_only: bool) -> QuerySet[Entry]:
    """The weightier first: those with more reasons, and of two alike the earlier."""
    rows = Entry.objects.filter(week=week)
    rows = rows.exclude(asked=Asked.NOT) if asked_only else rows
    return rows.order_by("-reasons__len", "pk")


def lines(rows: Iterable[Entry]) -> list[Line]:
    """In two statements, whatever their number."""
    found = list(rows)
    people, said = colleagues(one.actor_id for one in found), sayings(one.pk for one in found)
    return [Line(one, *named(people.get(one.actor_id or 0)), said[one.pk]) for one in found]


def sayings(entries: Iterable[int]) -> dict[int, list[Saying]]:
    found: dict[int, list[Saying]] = defaultdict(list)
    for one in Saying.objects.filter(entry_id__in=list(entries)).order_by("at", "pk"):
        found[one.entry_id].append(one)
    return found


@dataclass(frozen=True)
class Said:
    """One thing that was said, and by whom."""

    row: Saying
    name: str

    @property
    def errand(self) -> str:
        return str(Errand(self.row.errand).label) if self.row.errand else ""


def with_names(said: Iterable[Saying]) -> list[Said]:
    rows = list(said)
    people = colleagues(one.actor_id for one in rows)
    return [Said(one, named(people.get(one.actor_id or 0))[0]) for one in rows]


def why(entry: Entry) -> list[tuple[Any, Any]]:
    """Each reason of an entry with what it rests on."""
    return [(Reason(one).label, SOURCES[Reason(one)]) for one in entry.reasons]


def every_reason() -> list[tuple[Any, Any]]:
    return [(reason.label, SOURCES[reason]) for reason in Reason]


def purposes_of(entry: Entry) -> str:
    """What the reader had said at the door, or what opened it speaks of."""
    words = [str(Purpose(code).label) for code in entry.facts["purposes"] if code in Purpose.values]
    return ", ".join(sorted(words))


def others_who_judge(user: Any) -> list[User]:
    """Who else keeps the log, and can judge what ``user`` has opened."""
    held = RoleAssignment.objects.filter(role=Role.DATA_PROTECTION_OFFICER, ended_at__isnull=True).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).exclude(pk=user.pk).order_by("name", "pk")[:5])


def own_questions(user: Any) -> QuerySet[Entry]:
    """What ``user`` is or was asked, and nobody else: those without an answer first."""
    rows = Entry.objects.filter(actor_id=user.pk).exclude(asked=Asked.NOT)
    return rows.annotate(is_answered=Exists(ANSWERED)).order_by("is_answered", "-at", "pk")


def is_asked() -> Exists:
    """Whether an account has a question that waits for its answer: it comes along when the account is loaded."""
    waiting = Entry.objects.filter(actor_id=OuterRef("pk")).exclude(asked=Asked.NOT)
    return Exists(waiting.filter(~Exists(ANSWERED)))


def entry_called(pk: int) -> Entry | None:
    return Entry.objects.filter(pk=pk).first()


def own_question(user: Any, pk: int) -> Entry | None:
    found: Entry | None = own_questions(user).filter(pk=pk).first()
    return found


def own_sayings(user: Any, entry: Entry) -> list[Saying]:
    """What the reader themselves said; how others closed it is not theirs to read."""
    mine = Saying.objects.filter(entry_id=entry.pk, actor_id=user.pk, kind__in=READERS)
    return list(mine.order_by("at", "pk"))


def days_read(entry: Entry) -> list[date]:
    return [date.fromisoformat(day) for day in entry.facts["days"]]
