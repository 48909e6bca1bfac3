"""What is said of an entry of the weekly list: the reader's answer, and how another closed it. Nothing is edited."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import first_come
from cmm.oversight.unusual.enums import CLOSING, Asked, Kind
from cmm.oversight.unusual.models import Entry, Saying
from cmm.oversight.unusual.rules import check_added, check_answer, check_judging

FIRST = {"answered": "", "closed": ""}


@transaction.atomic
def answer(*, actor: User, entry: Entry, errand: str, words: str) -> Saying:
    """The reader says what they opened the case for, once. Raises RuleError, Conflict."""
    require_reader(actor, entry)
    check_answer(errand=errand, words=words, answered=is_said(entry, Kind.ANSWER))
    return said(actor, entry, AuditAction.READING_ANSWERED, kind=Kind.ANSWER, errand=errand, words=words)


@transaction.atomic
def add_words(*, actor: User, entry: Entry, words: str) -> Saying:
    """Further words stand after the answer, which stays as it was. Raises RuleError."""
    require_reader(actor, entry)
    check_added(words=words, answered=is_said(entry, Kind.ANSWER))
    return said(actor, entry, AuditAction.READING_ADDED_TO, kind=Kind.ADDED, words=words)


@transaction.atomic
def judge(*, actor: User, entry: Entry, kind: str, words: str) -> Saying:
    """The entry is closed, by somebody else than whose reading it was. Raises RuleError, Conflict."""
    require_role(actor, "unusual.judge_entry")
    closed = is_said(entry, *CLOSING)
    check_judging(kind=kind, by=actor.pk, reader=entry.actor_id, words=words, closed=closed)
    return said(actor, entry, AuditAction.READING_JUDGED, kind=kind, words=words)


def require_reader(actor: User, entry: Entry) -> None:
    """Raises PermissionDenied: whoever was not asked about it has nothing to answer."""
    if entry.actor_id != actor.pk or entry.asked == Asked.NOT or not actor.is_active:
        raise PermissionDenied("answer unusual.entry")


def is_said(entry: Entry, *kinds: Kind) -> bool:
    return Saying.objects.filter(entry_id=entry.pk, kind__in=kinds).exists()


def said(actor: User, entry: Entry, action: AuditAction, *, kind: str, words: str, **more: Any) -> Saying:
    """Kept beside the entry; of two at once the database takes one, and the other is told."""
    who = {"actor_id": actor.pk, "organisation_id": actor.organisation_id}
    saying = Saying(entry_id=entry.pk, kind=str(kind), words=words.strip(), **who, **more)
    with first_come(Saying, FIRST):
        saying.save(force_insert=True)
    record(actor, action, entry, case_ref=entry.case_ref, entry=entry.pk, kind=str(kind))
    return saying
