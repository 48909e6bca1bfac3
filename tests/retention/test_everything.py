"""Every case is destroyed, and nothing of what was written in them is anywhere."""

import pytest
from django.db import DatabaseError, connections, transaction

from cases.enums import CaseStatus
from cases.merging.models import Merge
from cases.models import Case
from cmm.accounts.policies.installing import closed_tables
from cmm.audit import anchors, sealing
from cmm.audit.verifying import verify
from cmm.core.context import Context, acting
from cmm.core.tables import Holds, holding
from cmm.crypto import vault
from cmm.oversight.retention.models import Destruction, LegalHold
from cmm.oversight.retention.services import carry_out_all
from tests.factories.accounts import staff
from tests.policies.everything import fill

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

MARKER, LATER = "Kwxqzj", "2050-01-01T12:00Z"
# Rows of these that hang on no case stay: nobody has opened one.
LOOSE = {
    "cases_inquiry": "case_id IS NULL",
    "cases_handover": "case_id IS NULL",
    "cases_task": "case_id IS NULL",
    "cases_personsearch": "inquiry_id IS NULL OR inquiry_id IN (SELECT id FROM cases_inquiry WHERE case_id IS NULL)",
    "outreach_referredcontact": "handover_id IN (SELECT id FROM cases_handover WHERE case_id IS NULL)",
}
# Persons nobody has a case on: a meeting on the street has no name, and a time of its own; and where a house lies.
OF_NO_CASE = {
    "outreach_contact", "outreach_contact_given", "outreach_contact_languages", "outreach_contact_needs",
    "outreach_contact_signs", "outreach_contactversion", "outreach_incident", "outreach_sealedcontact",
    "shelters_address",
}  # fmt: skip
TEXTS = """
SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.atttypmod - 4 FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relname = ANY (%s) AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('ref', 'id')
AND format_type(a.atttypid, NULL) IN ('text', 'character varying', 'jsonb', 'bytea', 'text[]', 'character varying[]')
AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
"""
AS_MARKER = {
    "jsonb": "to_jsonb('{0}'::text)", "bytea": "'{0}'::bytea", "text[]": "ARRAY['{0}']",
    "character varying[]": "ARRAY['{0}']",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")


def asked(statement, *values):
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def reached():
    """The tables whose rows hang on a case, found in the catalogue."""
    found, fresh = {"cases_case", "cases_victim"}, True
    edges = asked("SELECT child, parent FROM sec.leads() WHERE NOT lets_go")
    while fresh:
        fresh = {child for child, parent in edges if parent in found} - found
        found |= fresh
    return found


def let_triggers(rest):
    """Those that keep a row as it is rest for a while; the log's goes on noting."""
    with connections["owner"].cursor() as cursor:
        for table in closed_tables("owner"):
            cursor.execute(f"ALTER TABLE {table} {'NO FORCE' if rest else 'FORCE'} ROW LEVEL SECURITY,"
                           f" {'DISABLE' if rest else 'ENABLE'} ROW LEVEL SECURITY,"
                           f" {'DISABLE' if rest else 'ENABLE'} TRIGGER USER")  # fmt: skip
            cursor.execute(
                "SELECT FROM pg_trigger WHERE tgname = 'audit_note_update' AND tgrelid = %s::regclass", [table]
            )
            if rest and cursor.fetchone() is not None:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER audit_note_update")


def plant(tables):
    """A marker in every column that can hold words, as far as no constraint says which words there are."""
    planted = set()
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(TEXTS, [sorted(tables)])
        for table, column, kind, length in cursor.fetchall():
            if 0 <= length < len(MARKER) + 6:
                continue
            value = AS_MARKER.get(kind, "'{0}' || left(md5(random()::text), 6)").format(MARKER)
            try:
                with transaction.atomic(using="owner"):
                    cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE NOT ({LOOSE.get(table, 'false')})")
                    planted.add(table)
            except DatabaseError:
                continue
    return planted


def holding_markers():
    tables = [name for (name,) in asked("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    signs = [MARKER, MARKER.encode().hex()]
    return [table for table in tables if asked(f"SELECT 1 FROM {table} t WHERE t::text LIKE ANY (%s) LIMIT 1",
                                               [f"%{sign}%" for sign in signs])]  # fmt: skip


def under_a_case(table):
    return asked(f"SELECT count(*) FROM {table} WHERE NOT ({LOOSE.get(table, 'false')})")[0][0]


def test_every_table_of_persons_goes_with_a_case_or_has_a_reason(db):
    assert holding(Holds.PERSON) - reached() == OF_NO_CASE


def counted():
    """Every figure that has been told, and every extract it was told of."""
    tables = sorted(holding(Holds.FIGURES, Holds.EXTRACT))
    return {table: asked(f"SELECT t::text FROM {table} t ORDER BY 1") for table in tables}


def approved(case, two):
    lifted = {"lifted_by": two[0], "lifted_at": LATER, "lifted_reason": "Afgjort"}
    LegalHold.objects.create(case=case, reason="Klage", set_by=two[0], **lifted)
    settled = {"settled_as": "approved", "settled_by": two[1], "settled_at": LATER}
    Destruction.objects.create(case=case, ref=case.ref, basis="erasure", reason="Ret", proposed_by=two[0], **settled)


def test_every_case_is_destroyed_and_nothing_of_it_is_anywhere(people):
    two = staff("cmm_coordinator"), staff("cmm_coordinator")
    fill(people)
    let_triggers(rest=True)
    for table in ("audit_block", "retention_destruction", "retention_legalhold"):
        asked(f"DELETE FROM {table}")  # sealed by nobody, and of one case alone
    asked("UPDATE cases_case SET status = %s, closed_on = opened_on", CaseStatus.CLOSED)
    let_triggers(rest=False)
    for case in Case.objects.exclude(merged_into__in=Merge.objects.filter(undone_at=None)).order_by("pk"):
        approved(case, two)
    tables = reached()
    let_triggers(rest=True)
    planted = plant(tables)
    let_triggers(rest=False)
    files, figures = len(list(vault.kept())), counted()
    assert {"cases_journalentry", "identification_interview", "audit_history"} <= set(holding_markers())
    gone = carry_out_all()
    with transaction.atomic(using="worker"):
        sealing.seal("worker")
    anchors.anchor("worker")
    assert (holding_markers(), {table for table in tables if under_a_case(table)}) == ([], set())
    assert (gone > 10, len(planted) > 25, files > 0, list(vault.kept())) == (True, True, True, [])
    assert (verify("worker").faults, counted()) == ([], figures)
