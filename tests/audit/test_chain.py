"""Everything written to the log ends in a block, and what is done to it afterwards is located."""

import json
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from cases.models import Victim
from cmm.audit import anchors, sealing
from cmm.audit.enums import AuditAction, EventKind, Stream
from cmm.audit.models import AuditEntry, Block, Change, Destruction, History, SecurityEvent, Unsealed
from cmm.audit.services import destroy_history, note_event, record
from cmm.audit.streams import LAYOUTS
from cmm.audit.verifying import Fault, verify
from cmm.jobs.models import Job
from cmm.oversight import services
from tests.factories.cases import CaseFactory, VictimFactory

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")
    return tmp_path / "anchors"


@pytest.fixture
def act(caseworker):
    def write():
        with transaction.atomic():
            return record(caseworker, AuditAction.USER_CLOSED, caseworker)

    return write


def sealed():
    with transaction.atomic(using="worker"):
        blocks = sealing.seal("worker")
    anchors.anchor("worker")
    return blocks


def as_owner(statement, *values):
    """What an administrator of the database can do: first the triggers and the policies are switched off."""
    with connections["owner"].cursor() as cursor:
        for table in ("audit_auditentry", "audit_history", "audit_block"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute(statement, values)


def test_every_row_of_every_stream_waits_and_is_sealed(act, caseworker):
    act()
    note_event(EventKind.LOGGED_IN, actor=caseworker)
    VictimFactory()
    blocks = sealed()
    assert {block.stream for block in blocks} == {Stream.ACT, Stream.EVENT, Stream.CHANGE}
    assert (
        sum(len(block.ids) for block in blocks)
        == verify("worker").entries
        == AuditEntry.objects.count() + 1 + len(Change.objects.all())
    )
    assert not Unsealed.objects.using("worker").exists()


def test_the_columns_that_are_sealed_are_all_the_columns():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns"
            " WHERE table_name = ANY(%s) GROUP BY 1",
            [[layouts[-1].table for layouts in LAYOUTS.values()]],
        )
        found = dict(cursor.fetchall())
    assert found == {layouts[-1].table: sorted(layouts[-1].columns) for layouts in LAYOUTS.values()}


def test_blocks_are_numbered_in_the_order_in_which_they_are_sealed_and_hold_the_one_before(act):
    for _run in range(3):
        act()
        sealed()
    blocks = list(Block.objects.order_by("number"))
    assert [block.number for block in blocks] == list(range(1, len(blocks) + 1))
    assert [block.previous for block in blocks[1:]] == [block.hash for block in blocks[:-1]]


def test_what_is_not_committed_waits_for_the_next_block(act):
    with transaction.atomic():
        act()
        assert sealed() == [] or Stream.ACT not in {block.stream for block in Block.objects.using("worker").all()}
    assert Stream.ACT in {block.stream for block in sealed()}
    assert verify("worker").ok


def test_a_log_nobody_touched_has_no_faults(act):
    act()
    sealed()
    act()
    report = verify("worker")
    assert (report.ok, report.faults) == (True, [])


def test_the_answer_for_a_machine_is_the_last_line(act):
    act()
    sealed()
    said = StringIO()
    call_command("verify_audit", "--json", stdout=said)
    entries = Change.objects.count() + AuditEntry.objects.count()
    assert said.getvalue().splitlines()[-1] == f'{{"ok": true, "entries": {entries}, "faults": []}}'


def test_the_answer_names_each_fault_and_the_command_fails(act):
    entry = act()
    (block,) = [block for block in sealed() if block.stream == Stream.ACT]
    as_owner("UPDATE audit_auditentry SET purpose = 'casework' WHERE id = %s", entry.pk)
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--json", stdout=said)
    assert json.loads(said.getvalue().splitlines()[-1])["faults"] == [
        {"stream": "act", "kind": "edited", "id": entry.pk, "block": block.number}
    ]


def test_a_row_with_an_old_date_is_found_although_it_is_sealed(act, caseworker):
    act()
    sealed()
    entry = AuditEntry.objects.create(
        at=timezone.now() - timedelta(days=40), action=AuditAction.USER_CLOSED, target_type="accounts.user"
    )
    (block,) = sealed()
    assert verify("worker").faults == [Fault(Stream.ACT, "misdated", id=entry.pk, block=block.number)]


def test_after_a_destruction_nothing_can_be_read_or_guessed_and_the_chain_holds(people):
    victim = VictimFactory(code_name="Prøveperson Hvid")
    Victim.objects.filter(pk=victim.pk).update(citizenship="RO")
    kept = CaseFactory()
    sealed()
    changes = Change.objects.filter(table_name="cases_victim", row_id=str(victim.pk))

    officer = people["data_protection_officer"]
    number = destroy_history(actor=officer, rows={"cases_victim": [victim.pk]}, reason="retention")

    sealed()
    assert set(Destruction.objects.values_list("actor_id", "organisation_id", "part", "row_id", "reason")) == {
        (officer.pk, officer.organisation_id, "history", str(pk), "retention")
        for pk in changes.values_list("pk", flat=True)
    }
    assert (number, changes.count()) == (2, 2)
    values = History.objects.using("worker")
    assert not values.filter(change_id__in=changes.values("pk")).exists()
    assert values.filter(change_id__in=Change.objects.filter(case_ref=kept.ref).values("pk")).exists()
    assert verify("worker").ok


def test_values_that_vanish_any_other_way_are_missed():
    CaseFactory()
    sealed()
    change = Change.objects.get(table_name="cases_case")
    as_owner("DELETE FROM audit_history WHERE change_id = %s", change.pk)
    assert verify("worker").faults == [Fault("history", "deleted", id=change.pk)]


@pytest.mark.parametrize("alias", ["default", "worker", "owner", "destruction"])
@pytest.mark.parametrize("statement", ["UPDATE audit_history SET old = NULL", "DELETE FROM audit_history"])
def test_only_the_login_for_destruction_deletes_values_and_nobody_changes_them(alias, statement):
    VictimFactory()
    values = History.objects.using("worker")
    before = list(values.values("pk", "old", "new"))
    with suppress(DatabaseError):
        connections[alias].cursor().execute(statement)
    after = [] if (alias, statement) == ("destruction", "DELETE FROM audit_history") else before
    assert (len(before) > 0, list(values.values("pk", "old", "new"))) == (True, after)


@pytest.mark.parametrize("statement", ["UPDATE audit_history SET old = NULL", "DELETE FROM audit_history"])
def test_not_even_the_owner_changes_values_by_accident(statement):
    VictimFactory()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_history NO FORCE ROW LEVEL SECURITY")
        with pytest.raises(DatabaseError, match="not for this login"):
            cursor.execute(statement)


def test_nothing_is_sealed_by_the_web():
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sealing.seal("default")


def test_the_anchors_lie_outside_the_database_one_line_a_block(act, folder):
    act()
    blocks = sealed()
    lines = [json.loads(line) for line in (folder / "blocks.jsonl").read_text().splitlines()]
    assert [(line["number"], line["hash"]) for line in lines] == [(block.number, block.hash) for block in blocks]


def test_a_line_that_a_crash_cut_short_is_written_again(act, folder):
    act()
    sealed()
    file = folder / "blocks.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    anchors.anchor("worker")
    assert verify("worker").ok


def test_a_chain_whose_end_is_cut_off_is_seen(act):
    act()
    sealed()
    entry = act()
    (block,) = sealed()
    as_owner("DELETE FROM audit_block WHERE number = %s", block.number)
    as_owner("DELETE FROM audit_auditentry WHERE id = %s", entry.pk)
    assert verify("worker").faults == [Fault("chain", "cut", block=block.number)]


def test_sealing_is_promised_once_a_minute_and_only_where_something_waits():
    assert services.promise_sealing("worker") is None
    VictimFactory()
    # Rolled back, so that nobody rings a bell while the clock stands.
    with time_machine.travel("2026-11-23 09:41:07+00:00", tick=False), transaction.atomic():
        first = services.promise_sealing("worker")
        assert services.promise_sealing("worker") == first == Job.objects.get()
        transaction.set_rollback(True)
    assert (first.kind, first.key) == ("audit.seal", "audit.seal:2026-11-23T09:41")


def test_a_block_that_a_crash_left_without_an_anchor_gets_it_and_that_is_an_event(act):
    act()
    with transaction.atomic(using="worker"):
        (first, *more) = sealing.seal("worker")
    services.note_late(anchors.anchor("worker"))
    last = [first, *more][-1]
    assert list(SecurityEvent.objects.values_list("kind", "subject")) == [("chain.reanchored", f"1-{last.number}")]
