"""The log belongs to the act, cannot be bent, and keeps refusals although the request rolls back."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.audit.services import record

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_what_and_on_which_row(caseworker):
    record(caseworker, AuditAction.USER_CLOSED, caseworker, case_ref="CMM-2026-0001", purpose="casework", reason="x1")
    (entry,) = AuditEntry.objects.values(
        "actor_id", "organisation_id", "action", "target_type", "target_id", "case_ref", "purpose", "details"
    )
    assert entry == {
        "actor_id": caseworker.pk,
        "organisation_id": caseworker.organisation_id,
        "action": "user.closed",
        "target_type": "accounts.user",
        "target_id": str(caseworker.pk),
        "case_ref": "CMM-2026-0001",
        "purpose": "casework",
        "details": {"reason": "x1"},
    }


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_only_inside_the_change_it_describes(caseworker):
    with pytest.raises(RuntimeError, match="belong to the change"):
        record(caseworker, AuditAction.USER_CLOSED, caseworker)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_entry(caseworker):
    with transaction.atomic():
        record(caseworker, AuditAction.USER_CLOSED, caseworker)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("change", [lambda rows: rows.update(action="x"), lambda rows: rows.delete()])
def test_code_cannot_change_the_log(change):
    with pytest.raises(TypeError, match="append-only"):
        change(AuditEntry.objects.all())


STATEMENTS = ("UPDATE audit_auditentry SET action = 'x'", "DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_web_role_has_no_right_to_change_the_log(caseworker, statement):
    record(caseworker, AuditAction.USER_CLOSED, caseworker)
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_not_even_the_owner_changes_the_log_by_accident(caseworker, statement):
    with transaction.atomic():
        record(caseworker, AuditAction.USER_CLOSED, caseworker)
    # Row-level security alone would leave the owner nothing to change; the trigger holds without it.
    unforced = f"ALTER TABLE audit_auditentry NO FORCE ROW LEVEL SECURITY; {statement}"
    with pytest.raises(IntegrityError, match="append-only"), connections["owner"].cursor() as cursor:
        cursor.execute(unforced)


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_a_refusal_is_kept_although_the_request_rolls_back(client, people, settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    client.force_login(people["ministry_reader"])
    assert client.get("/users/").status_code == 404
    assert SecurityEvent.objects.filter(kind="access.refused", subject="GET user_list").count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_the_event_is_written_on_a_connection_of_its_own(people, settings):
    from cmm.audit.enums import EventKind
    from cmm.audit.services import note_event

    settings.CMM_EVENTS_DATABASE = "refusals"
    with transaction.atomic():
        User.objects.filter(pk=people["ministry_reader"].pk).update(name="Prøve Omdøbt")
        note_event(EventKind.REFUSED, actor=people["ministry_reader"], subject="GET somewhere")
        transaction.set_rollback(True)
    assert SecurityEvent.objects.filter(subject="GET somewhere").count() == 1
    assert User.objects.get(pk=people["ministry_reader"].pk).name != "Prøve Omdøbt"
