"""What the database refuses even to its owner, who has every privilege, with row-level security switched off.

The triggers: append_only, no_truncate, not_unnoted, audit_only_destruction, audit_note_destruction, audit_await_seal.
"""

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from cases.services import answer_referral, complete_task, end_representative, finish_referral
from cmm.accounts.policies.installing import closed_tables
from cmm.audit.enums import Stream
from cmm.audit.triggers import watched
from cmm.core.context import Context, acting
from identification.services import read_letter, send_letter
from tests.factories.cases import ReferralFactory, RepresentativeFactory, TaskFactory
from tests.factories.identification import LetterFactory
from tests.policies.everything import fill

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

GROWS_ONLY = {
    "audit_auditentry", "audit_block", "audit_change", "audit_destruction", "audit_finding", "audit_reading",
    "audit_securityevent", "cases_journalentry", "cases_personsearch", "cases_refusal", "cases_statedpurpose",
    "identification_interview", "identification_revision",
}  # fmt: skip
NEVER_DELETED = {
    "cases_brokenglass",
    "cases_referral",
    "cases_representative",
    "cases_safetynote",
    "cases_task",
    "cases_wall",
    "identification_letter",
}
LEAVES_BY_ONE_LOGIN = {"audit_criterion", "audit_history"}
KEYS = {"audit_block": "number", "audit_history": "change_id"}


@pytest.fixture
def world(people):
    fill(people)
    with connections["owner"].cursor() as cursor:
        for table in closed_tables("owner"):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")


def refusal(statement):
    """What PostgreSQL answers to the owner acting as the system; nothing stays done."""
    try:
        with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(statement)
            reached = cursor.rowcount
            transaction.set_rollback(True, using="owner")
    except DatabaseError as refused:
        return str(refused.__cause__.diag.message_primary)
    return f"{reached} rows"


def refused(statement, tables):
    return {table: refusal(statement.format(table=table, column=KEYS.get(table, "id"))) for table in sorted(tables)}


def words(act, tables, text="{act} of {table} is not for this login"):
    return {table: text.format(act=act, table=table) for table in tables}


GROWS = "rows of {table} are append-only"


def test_what_only_grows_is_neither_changed_nor_deleted_nor_emptied(world):
    assert refused("UPDATE {table} SET {column} = {column}", GROWS_ONLY) == words("UPDATE", GROWS_ONLY, GROWS)
    assert refused("DELETE FROM {table}", GROWS_ONLY | NEVER_DELETED) == words(
        "DELETE", GROWS_ONLY | NEVER_DELETED, GROWS
    )
    assert refused("TRUNCATE {table} CASCADE", GROWS_ONLY) == words("TRUNCATE", GROWS_ONLY, GROWS)


def test_what_stands_beside_the_log_leaves_by_one_login(world):
    assert refused("DELETE FROM {table}", LEAVES_BY_ONE_LOGIN) == words("DELETE", LEAVES_BY_ONE_LOGIN)
    changed = refused("UPDATE {table} SET {column} = {column}", LEAVES_BY_ONE_LOGIN)
    assert changed == words("UPDATE", LEAVES_BY_ONE_LOGIN)


def test_no_watched_table_is_emptied_past_its_triggers(world):
    tables = (watched() | LEAVES_BY_ONE_LOGIN) - GROWS_ONLY
    assert refused("TRUNCATE {table} CASCADE", tables) == words("TRUNCATE", tables)


def test_every_new_row_of_the_log_waits_to_be_sealed(world):
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT DISTINCT stream FROM audit_unsealed")
        streams = {stream for (stream,) in cursor.fetchall()}
    assert streams == set(Stream.values)


# What is said once of a row: the statement would change it, and the trigger in the middle refuses.
SETTLED = [
    ("written_once", "UPDATE cases_safetynote SET no_threat = NOT no_threat"),
    ("recorded_once", "UPDATE cases_representative SET kind = 'other'"),
    ("ended_once", "UPDATE cases_representative SET ended_at = now() WHERE ended_at IS NOT NULL"),
    ("sent_once", "UPDATE cases_referral SET told = 'x'"),
    ("answered_once", "UPDATE cases_referral SET answer = 'x' WHERE answered_on IS NOT NULL"),
    ("ended_once", "UPDATE cases_referral SET ended_note = 'x' WHERE ended_on IS NOT NULL"),
    ("promised_once", "UPDATE cases_task SET what = 'x'"),
    ("hangs_once", "UPDATE cases_task SET case_id = case_id + 1 WHERE case_id IS NOT NULL"),
    ("ended_once", "UPDATE cases_task SET ended_note = 'x' WHERE ended_at IS NOT NULL"),
    ("made_once", "UPDATE identification_letter SET size = size + 1"),
    ("read_once", "UPDATE identification_letter SET read_at = now() WHERE read_at IS NOT NULL"),
    ("sent_once", "UPDATE identification_letter SET sent_how = 'post' WHERE sent_on IS NOT NULL"),
]


@pytest.mark.parametrize(("trigger", "statement"), SETTLED)
def test_what_is_said_once_is_settled(world, people, trigger, statement):
    coordinator, letter = people["cmm_coordinator"], LetterFactory()
    end_representative(actor=coordinator, representative=RepresentativeFactory())
    referral = answer_referral(actor=coordinator, referral=ReferralFactory(), how="accepted", on=timezone.localdate())
    finish_referral(actor=coordinator, referral=referral, on=timezone.localdate())
    complete_task(actor=coordinator, task=TaskFactory())
    read_letter(actor=coordinator, letter=letter)
    send_letter(actor=coordinator, letter=letter, how="handed_over", on=letter.decision.decided_on)
    table = statement.split()[1]
    assert refusal(statement) == f"what {table} says of its end is settled"
