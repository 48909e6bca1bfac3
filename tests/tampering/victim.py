"""A small log in which every stream has rows and several blocks, and the way back to it after each tampering."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import connections, transaction

from cmm.audit import anchors, sealing
from cmm.audit.enums import AuditAction, Basis, EventKind, Purpose, Surface
from cmm.audit.services import Seen, destroy_history, note_event, record, write_readings
from cmm.audit.verifying import Report, verify
from cmm.core.context import Context, enter
from cmm.oversight.unusual.models import Saying
from tests.factories.cases import VictimFactory
from tests.factories.unusual import EntryFactory

TABLES = (
    "audit_auditentry", "audit_reading", "audit_change", "audit_securityevent", "audit_destruction", "audit_history",
    "audit_block", "audit_unsealed", "unusual_entry", "unusual_saying",
)  # fmt: skip
ROWS, RUNS = 6, 8
CONSTRAINTS = """SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s)
    AND conname LIKE 'unusual%%' AND contype IN ('c', 'u')"""
NOBODY = SimpleNamespace(pk=7, organisation_id=3, _meta=SimpleNamespace(label_lower="accounts.user"))


class Log:
    """The log as it was, and whoever has taken the owner's password."""

    def __init__(self) -> None:
        for alias in ("default", "worker", "destruction"):
            enter(Context(None, "tampering"), using=alias, local=False)
        for run in range(RUNS):
            self.write(run)
            self.seal()
        self.disarm()
        self.keep()

    def write(self, run: int) -> None:
        with transaction.atomic():
            victims = [VictimFactory() for _number in range(4)]
            for number, victim in enumerate(victims):
                record(NOBODY, AuditAction.CASE_CREATED, victim, case_ref=f"CMM-2026-{run}{number:03d}", number=number)
                note_event(EventKind.REFUSED, actor=NOBODY, subject=f"GET page{number}")
            seen = [self.seen(run, number) for number in range(7)]
            write_readings(actor=NOBODY, page="cases:case_list", seen=seen)
            for entry in EntryFactory.create_batch(4, actor_id=NOBODY.pk):
                told = {"kind": "answer", "errand": "mistake", "words": f"Forkert sag {run}"}
                Saying.objects.create(actor_id=NOBODY.pk, entry_id=entry.pk, **told)
        destroy_history(actor=None, rows={"cases_victim": [victims[0].pk, victims[1].pk]}, reason="retention")

    def seen(self, run: int, number: int) -> Seen:
        return Seen(
            "cases.case", str(number), f"CMM-2026-{run}{number:03d}", number + 1, Surface.LIST, Basis.CASEWORK,
            Purpose.CASEWORK,
        )  # fmt: skip

    def seal(self) -> None:
        with patch.object(sealing, "ROWS", ROWS), transaction.atomic(using="worker"):
            sealing.seal("worker")
        anchors.anchor("worker")

    def disarm(self) -> None:
        """Triggers, policies and constraints do not hold their owner back for long."""
        with connections["owner"].cursor() as cursor:
            cursor.execute("DROP INDEX unusual_answered_once, unusual_closed_once")
            for table, name in ask(cursor, CONSTRAINTS, list(TABLES)):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER, DISABLE ROW LEVEL SECURITY")

    def keep(self) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("CREATE SCHEMA kept")
            for table in TABLES:
                cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
        self.lines = anchors.path().read_bytes()

    def restore(self) -> None:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept.{table}")
        Path(anchors.path()).write_bytes(self.lines)

    def proof(self) -> Report:
        return verify("worker")


def ask(cursor: Any, statement: str, *values: Any) -> list[Any]:
    cursor.execute(statement, values)
    return list(cursor.fetchall())
