"""Files of the case: cleaned on their way in, closed where they lie, opened only for whoever may write the journal."""

from collections.abc import Collection
from datetime import timedelta
from itertools import chain
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.models import Case, Document
from cases.rules.documents import check_withdrawal, refused_file
from cases.services.locks import locked_under_case
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import note_event, record
from cmm.core.files.cleaning import Cleaned, clean
from cmm.core.files.kinds import Refused
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue

SWEEP = "cases.sweep_files"
# A file is older than its row by one request. What has no row a day later never gets one.
ORPHANED_AFTER = timedelta(days=1)


@transaction.atomic
def add_document(*, actor: User, case: Case, title: str, content: bytes) -> Document:
    """What can be read of the file is kept, closed, and lies on the disk before its row does. Raises RuleError."""
    require(actor, "write_journal", case)
    cleaned = cleaned_or_refused(content)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = Document.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    facts = {"title": title, "kind": cleaned.kind.value, "size": len(cleaned.content)}
    document = Document(case=case, number=last + 1, added_by=actor, **facts)
    document.full_clean(exclude=["case", "added_by"])
    vault.put(document.uuid, cleaned.content)
    document.save()
    touch(case)
    trace(actor, AuditAction.DOCUMENT_ADDED, document, kind=document.kind)
    return document


def cleaned_or_refused(content: bytes) -> Cleaned:
    """Outside any lock: it takes a while."""
    try:
        return clean(content)
    except Refused as refused:
        raise refused_file(refused.why) from None


@transaction.atomic
def read_document(*, actor: User, document: Document) -> bytes:
    """The whole file, proven, and that ``actor`` fetched it stands in the log.

    Raises Unreadable where it is missing or not what was stored; then that is an event of its own. Raises Conflict
    where it has been withdrawn.
    """
    require(actor, "write_journal", document)
    check_withdrawal(is_open=document.is_open, reason="-")
    try:
        content = vault.take(document.uuid)
    except Unreadable:
        note_event(EventKind.FILE_UNREADABLE, actor=actor, subject=document.file_name)
        raise
    trace(actor, AuditAction.DOCUMENT_READ, document)
    return content


@transaction.atomic
def withdraw_document(*, actor: User, document: Document, reason: str) -> Document:
    """Nobody opens the document any more; that it was there stays. Raises RuleError."""
    require(actor, "write_journal", document)
    document = locked_under_case(document)
    check_withdrawal(is_open=document.is_open, reason=reason)
    document.withdrawn_by, document.withdrawn_at = actor, timezone.now()
    document.withdrawn_reason = reason.strip()
    document.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    touch(document.case)
    trace(actor, AuditAction.DOCUMENT_WITHDRAWN, document)
    return document


def trace(actor: User, action: AuditAction, document: Document, **details: str) -> None:
    record(actor, action, document, case_ref=document.case.ref, number=document.number, **details)


@transaction.atomic
def promise_sweep() -> Job:
    """Today's look for files without a row is promised once, however often somebody rings."""
    return enqueue(SWEEP, key=f"{SWEEP}:{timezone.localdate():%Y-%m-%d}", args={})


def sweep_files(job: Claimed) -> None:
    """Files whose row never came are gone, and so is what a killed process left half-written."""
    with job.finishing():
        names = vault.older_than(ORPHANED_AFTER)
        known = with_a_row(names)
        for name in names:
            if name not in known:
                vault.drop(name)
        vault.drop_halves(ORPHANED_AFTER)


def with_a_row(names: Collection[UUID]) -> set[UUID]:
    """Those of the files that a row of some room speaks of."""
    rooms = [model for model in apps.get_models() if getattr(model, "kept_in_vault", False)]
    found = [model._default_manager.filter(uuid__in=names).values_list("uuid", flat=True) for model in rooms]
    return set(chain(*found))
