"""What the database refuses even to its owner, who has every privilege, with row-level security switched off.

The triggers: append_only, never_moved, no_truncate, not_unnoted, audit_only_destruction, audit_await_seal.
"""

import pytest
from django.db import DatabaseError, connections, transaction

from cmm.accounts.policies.installing import closed_tables
from cmm.audit.enums import Stream
from cmm.audit.triggers import watched
from cmm.core.context import Context, acting
from tests.factories.cases import CaseFactory
from tests.policies.everything import fill

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

GROWS_ONLY = {
    "audit_auditentry", "audit_block", "audit_change", "audit_destruction", "audit_finding", "audit_reading",
    "audit_securityevent", "cases_journalentry", "cases_personsearch", "cases_refusal", "cases_statedpurpose",
    "identification_interview", "identification_revision", "outreach_phonelook", "outreach_servicehours",
    "coordination_statusreportfile",
    "outreach_statusnotefile", "reports_definition", "reports_extract", "reports_extractpart",
    "unusual_entry", "unusual_saying", "unusual_weeklist",
}  # fmt: skip
GROWS_AND_IS_WATCHED = {
    "cases_disclosure", "identification_catalogue", "identification_periodevent", "identification_secondopinion",
    "outreach_contactversion", "outreach_referredcontact", "outreach_visit",
}  # fmt: skip
NEVER_DELETED = {
    "accounts_cover", "cases_changeover", "coordination_activity", "coordination_activitystatus",
    "coordination_agreement", "coordination_contact", "coordination_forum", "coordination_statusreport",
    "cases_brokenglass", "cases_document", "cases_duplicateproposal", "cases_handover", "cases_referral",
    "cases_representative", "cases_safetynote", "cases_task", "cases_wall", "followup_claim", "followup_criminalevent",
    "followup_preparedreturn", "followup_returnevent", "followup_sharedfile", "followup_supportitem",
    "identification_appeal",
    "identification_consent", "identification_courtfinding", "identification_departure", "identification_event",
    "identification_indicator", "identification_letter", "identification_observation", "identification_period",
    "identification_support", "merging_merge", "merging_movedrow", "merging_notice",
    "outreach_importbatch", "outreach_incident", "outreach_statusnote",
    "reports_externalcount", "reports_submission", "retention_destruction", "retention_ledgerentry",
    "retention_legalhold", "retention_rulechange", "shelters_approval", "shelters_closure", "shelters_correction",
    "shelters_finding",    "shelters_housenote", "shelters_inspection", "shelters_locality", "shelters_service",
}  # fmt: skip
STAYS_IN_ITS_CASE = {"cases_disclosure", "cases_journalentry", "identification_interview", "identification_periodevent"}
LEAVES_BY_ONE_LOGIN = {"audit_criterion", "audit_history"}
KEYS = {"audit_block": "number", "audit_history": "change_id", "identification_catalogue": "number"}


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
    never_changed = GROWS_ONLY | GROWS_AND_IS_WATCHED
    never_deleted = never_changed | NEVER_DELETED
    assert refused("UPDATE {table} SET {column} = {column}", never_changed) == words("UPDATE", never_changed, GROWS)
    assert refused("DELETE FROM {table}", never_deleted) == words("DELETE", never_deleted, GROWS)
    assert refused("TRUNCATE {table} CASCADE", GROWS_ONLY) == words("TRUNCATE", GROWS_ONLY, GROWS)


def test_these_are_all_that_only_grow(world):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgfoid = 'core_append_only'::regproc AND tgname = 'append_only'"
        )
        tables = {table for (table,) in cursor.fetchall()}
    assert tables == GROWS_ONLY | GROWS_AND_IS_WATCHED | NEVER_DELETED


def test_what_is_written_in_a_case_stays_in_its_case(world):
    """The triggers stays_in_its_case; a form chosen besides is never moved to another assessment either."""
    CaseFactory()
    moved = "UPDATE {table} SET case_id = (SELECT max(id) FROM cases_case)"
    assert refused(moved, STAYS_IN_ITS_CASE) == words("", STAYS_IN_ITS_CASE, GROWS)
    chosen = "identification_assessment_secondary_forms"
    assert refusal(f"UPDATE {chosen} SET id = id") == GROWS.format(table=chosen)


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
