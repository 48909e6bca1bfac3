"""Documents: cleaned, closed, fetched and withdrawn, each with its trace; and what is left when somebody dies."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

import cases.tasks  # noqa: F401 -- the worker finds its jobs by importing them
from cases.models import Document
from cases.services import add_document, promise_sweep, read_document, withdraw_document
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.core.errors import Conflict, RuleError
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from cmm.jobs import services as jobs
from tests.crypto.test_vault import age
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.documents import CONTENT, DocumentFactory
from tests.files import made

pytestmark = pytest.mark.django_db


def add(actor, case, content=None, title="Lægeerklæring"):
    return add_document(actor=actor, case=case, title=title, content=content or made.pdf(change=made.with_data("EVIL")))


def test_a_document_is_cleaned_numbered_closed_and_traced(caseworker):
    case = CaseFactory()

    first, second = add(caseworker, case), add(caseworker, case, made.photo())

    assert [(one.number, one.kind, one.added_by) for one in (first, second)] == [
        (1, "pdf", caseworker),
        (2, "jpeg", caseworker),
    ]
    content = vault.take(first.uuid)
    assert (first.size, content[:5], b"EVIL" in content) == (len(content), b"%PDF-", False)
    entry = AuditEntry.objects.get(target_id=str(first.pk))
    assert (entry.action, entry.case_ref, entry.details) == (
        AuditAction.DOCUMENT_ADDED,
        case.ref,
        {"number": 1, "kind": "pdf"},
    )


def test_a_file_that_is_not_taken_leaves_nothing(caseworker):
    with pytest.raises(RuleError) as refused:
        add(caseworker, CaseFactory(), b"<html>")
    assert (refused.value.field, refused.value.code) == ("file", "file_unknown")
    assert (list(vault.kept()), Document.objects.exists(), AuditEntry.objects.exists()) == ([], False, False)


def test_whoever_fetches_gets_the_whole_file_and_stands_in_the_log(caseworker):
    document = DocumentFactory()
    assert read_document(actor=caseworker, document=document) == CONTENT
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.details) == (AuditAction.DOCUMENT_READ, caseworker.pk, {"number": 1})


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_a_file_that_is_missing_is_an_event_that_stays(settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    document, caseworker = DocumentFactory(), staff("cmm_caseworker")
    vault.drop(document.uuid)
    with pytest.raises(Unreadable):
        read_document(actor=caseworker, document=document)
    event = SecurityEvent.objects.get(kind=EventKind.FILE_UNREADABLE)
    assert (event.actor_id, event.subject) == (caseworker.pk, f"{document.case.ref}-dok-1.pdf")
    assert not AuditEntry.objects.exists()


def test_a_withdrawn_document_is_closed_to_everybody_and_its_file_stays(caseworker, coordinator):
    document = DocumentFactory()

    withdrawn = withdraw_document(actor=coordinator, document=document, reason=" En anden persons brev. ")

    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_reason, withdrawn.is_open) == (
        coordinator,
        "En anden persons brev.",
        False,
    )
    assert AuditEntry.objects.get().action == AuditAction.DOCUMENT_WITHDRAWN
    for act in (read_document, lambda **who: withdraw_document(**who, reason="Igen")):
        with pytest.raises(Conflict):
            act(actor=caseworker, document=withdrawn)
    assert vault.take(document.uuid) == CONTENT


def test_nobody_withdraws_without_saying_why(caseworker):
    document = DocumentFactory()
    with pytest.raises(RuleError) as refused:
        withdraw_document(actor=caseworker, document=document, reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    "role", ["immigration_officer", "police_liaison", "shelter_manager", "data_protection_officer"]
)
def test_only_those_who_write_the_journal_have_anything_to_do_with_it(people, role):
    case = CaseFactory(authority="us")
    document = DocumentFactory(case=case)
    acts = [
        lambda: add(people[role], case),
        lambda: read_document(actor=people[role], document=document),
        lambda: withdraw_document(actor=people[role], document=document, reason="x"),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM cases_document",
        "UPDATE cases_document SET title = 'x'",
        "UPDATE cases_document SET uuid = gen_random_uuid()",
        "UPDATE cases_document SET size = 1",
        "UPDATE cases_document SET added_by_id = withdrawn_by_id",
        "UPDATE cases_document SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_reason = ''",
        "UPDATE cases_document SET withdrawn_reason = 'x'",
    ],
)
def test_what_is_settled_stays_settled(change):
    DocumentFactory(withdrawn=True)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def swept(moment=None):
    """What is left after the look at ``moment``."""
    with time_machine.travel(moment or timezone.now(), tick=False):
        job = promise_sweep()
        jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    return set(vault.kept())


def test_a_file_without_a_row_goes_after_a_day_and_no_other():
    document, orphan, newer = DocumentFactory(), uuid4(), uuid4()
    withdrawn = DocumentFactory(withdrawn=True)
    for one in (orphan, newer):
        vault.put(one, CONTENT)
    age(*(vault.path_of(one) for one in (document.uuid, orphan, withdrawn.uuid)))
    assert swept() == {document.uuid, withdrawn.uuid, newer}


DYING = """
import os, signal, django
django.setup()
from cases import services
from cases.models import Case
from cases.services import documents
from cmm.accounts.models import User
from cmm.core.context import system
documents.record = lambda *_args, **_more: os.kill(os.getpid(), signal.SIGKILL)
with system("test"):
    actor, case = User.objects.get(pk={actor}), Case.objects.get(pk={case})
    services.add_document(actor=actor, case=case, title="Brev", content=bytes.fromhex("{content}"))
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_file_and_row_leaves_a_file_that_is_swept():
    case, actor = CaseFactory(), staff("cmm_caseworker")
    address = urlsplit(os.environ["DATABASE_WORKER_URL"])
    url = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    script = DYING.format(actor=actor.pk, case=case.pk, content=made.pdf().hex())
    child = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": url, "CMM_FILES_FOLDER": settings.CMM_FILES_FOLDER},
        check=False,
        capture_output=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    (orphan,) = vault.kept()
    assert not Document.objects.exists()
    assert swept() == {orphan}
    assert swept(timezone.now() + timedelta(days=2)) == set()
