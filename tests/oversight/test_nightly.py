"""Once a night the log is proved and its patterns are looked at; what was found is kept."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.utils import timezone

from cmm.audit import anchors, sealing
from cmm.audit.enums import FindingKind
from cmm.audit.models import Finding
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import claim
from cmm.oversight.services import ask_for_proof, note_patterns, promise_night, verify_log
from tests.factories.cases import CaseFactory
from tests.oversight.test_pages import look

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


# Only the worker's login may read everything that is proved.
KINDS = {"audit.verify": partial(verify_log, using="worker"), "audit.patterns": note_patterns}


def promised():
    return sorted(Job.objects.values_list("key", flat=True))


@pytest.mark.django_db
def test_a_night_is_promised_once_and_begins_at_three():
    for hour in (1, 2, 4, 23):
        with time_machine.travel(datetime(2026, 11, 25, hour, 30, tzinfo=COPENHAGEN), tick=False):
            promise_night()
    assert promised() == [
        "audit.patterns:2026-11-24", "audit.patterns:2026-11-25", "audit.verify:2026-11-24", "audit.verify:2026-11-25"
    ]  # fmt: skip


@pytest.mark.django_db
def test_nobody_else_asks_for_a_proof(caseworker):
    with pytest.raises(PermissionDenied):
        ask_for_proof(actor=caseworker)
    assert promised() == []


@pytest.fixture
def night(transactional_db, settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)

    def pass_by():
        """Tonight's jobs are done, and what each found."""
        for job in promise_night():
            KINDS[job.kind](claim(job.pk))
            assert Job.objects.get(pk=job.pk).state == JobState.DONE
        return {row.kind: row.told for row in Finding.objects.all()}

    return pass_by


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_proof_of_a_whole_log_is_kept(night):
    CaseFactory()
    with transaction.atomic(using="worker"):
        blocks = sealing.seal("worker")
    anchors.anchor("worker")
    told = night()[FindingKind.CHAIN]
    assert told.pop("entries") >= 2
    assert told == {"faults": 0, "first": [], "blocks": len(blocks), "anchored": len(blocks)}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_proof_of_a_log_somebody_wrote_in_names_the_row(night):
    case = CaseFactory(safe=False)
    with transaction.atomic(using="worker"):
        (block,) = sealing.seal("worker")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_change DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE audit_change SET reason = 'intet' WHERE case_ref = %s", [case.ref])
    told = night()[FindingKind.CHAIN]
    assert (told["faults"], told["blocks"], told["anchored"]) == (1, 1, 0)
    assert {key: told["first"][0][key] for key in ("stream", "kind", "block")} == {
        "stream": "change", "kind": "edited", "block": block.number
    }  # fmt: skip


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_whoever_differs_is_named_by_number_and_nobody_else(night, people):
    from tests.factories.accounts import staff

    cases, morning = [CaseFactory() for _number in range(6)], timezone.now() - timedelta(days=2)
    for _number in range(3):
        look(staff("cmm_caseworker"), cases[:1], at=morning, basis="assigned")
    look(people["cmm_caseworker"], cases, at=morning)
    told = night()[FindingKind.PATTERNS]
    assert told["days"] == 30
    ((user, figures),) = [(one["user"], one["figures"]) for one in told["users"]]
    assert (user, figures["not_own"]) == (people["cmm_caseworker"].pk, [6, 0])


@pytest.mark.django_db
def test_only_who_keeps_the_log_sees_what_was_found(people):
    from cmm.audit.services import keep_finding
    from cmm.core.context import Context, acting

    keep_finding(FindingKind.PATTERNS, days=30, users=[])
    sight = {}
    for role in ("data_protection_officer", "cmm_coordinator", "user_administrator"):
        with acting(Context(people[role].pk)):
            sight[role] = Finding.objects.count()
    assert sight == {"data_protection_officer": 1, "cmm_coordinator": 0, "user_administrator": 0}
