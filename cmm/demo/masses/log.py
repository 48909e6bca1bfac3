"""The log of what the copies say happened: acts and readings by the pattern of the demonstration's, and their seal.

The copies' own changes are not in it, for a database that copies rows has changed nothing of anybody's. What is in it
is sealed in one run and verifies, like any log; so it can be laid only where nothing has been sealed before.
"""

# ruff: noqa: S608 -- statements are put together of this package's own words and of numbers

from typing import Any

from django.apps import apps
from django.db import connections

from cmm.audit import anchors
from cmm.audit.enums import Stream
from cmm.audit.models import Block
from cmm.audit.sealing import BEGINNING, ROWS, hash_of
from cmm.audit.streams import layout_of, newest
from cmm.demo.masses.cases import NAMES as CASE_TABLES
from cmm.demo.masses.cases import WHOLE, Turns
from cmm.demo.masses.copying import OWNER, REF, in_parts, laying
from cmm.demo.masses.progress import Progress
from cmm.demo.masses.street import NAMES as STREET_TABLES

ROWS_A_TURN = 100_000
CLOSED = f"c.status = 'closed' AND {WHOLE.format('c')}"
CASES = f"SELECT c.ref FROM cases_case c WHERE c.id <= {{0}} AND {CLOSED}"
CONTACTS = "SELECT ref FROM outreach_contact WHERE id <= {0} AND version_id IS NULL AND batch_id IS NULL"
A_REF = "'^[A-Z]+-[0-9]+-[0-9]+$'"
# One turn of one pattern; the turns begin again when every copy has been spoken of.
LAID = """
INSERT INTO {table} ({columns})
SELECT {values} FROM {pattern} s LEFT JOIN stride ON stride.label = s.target_type
CROSS JOIN (
    SELECT {base} + mod(n - 1, {number}) AS n, (n - 1) / {number} AS lap FROM generate_series({first}, {last}) n
) AS turn
"""
SAID = {
    # Never today: nobody has read thousands of files within the hour.
    "at": "s.at - ({ago} + 1) * interval '1 day' - turn.lap * interval '37 minutes'",
    "target_id": "CASE WHEN stride.wide IS NULL OR s.target_id !~ '^[0-9]+$' THEN s.target_id"
    " ELSE (s.target_id::bigint + turn.n * stride.wide)::text END",
    "target_ref": f"CASE WHEN stride.wide IS NOT NULL AND s.target_ref ~ {A_REF} THEN {{target_ref}}"
    " ELSE s.target_ref END",
    "case_ref": "CASE WHEN s.case_ref = '' THEN '' ELSE {case_ref} END",
    "case_id": "s.case_id + turn.n * {case_stride}",
    "request_id": "md5(s.request_id::text || turn.n || turn.lap)::uuid",
}
ACT = ("at", "actor_id", "organisation_id", "action", "target_type", "target_id", "target_ref", "case_ref", "purpose",
       "details")  # fmt: skip
READING = ("at", "actor_id", "organisation_id", "purpose", "basis", "surface", "page", "target_type", "target_id",
           "target_ref", "case_id", "request_id", "shown")  # fmt: skip


class AlreadySealed(Exception):
    """The log has blocks; rows of years before the last of them would be rows that somebody slipped in."""


def refuse_sealed() -> None:
    if Block.objects.exists():
        raise AlreadySealed


def lay_log(wanted: int, cases: Turns, street: Turns, progress: Progress) -> None:
    """Acts on the copied contacts and cases until there are ``wanted``, and for each case who has read it."""
    wide = {**cases.copies.strides, **street.copies.strides}
    kinds = {
        "acted": (cases, f"audit_auditentry WHERE case_ref IN ({CASES.format(wide['cases_case'])})"),
        "met": (
            street,
            "audit_auditentry WHERE target_type = 'outreach.contact' AND target_ref IN"
            f" ({CONTACTS.format(wide['outreach_contact'])})",
        ),
        "looked": (
            cases,
            "audit_reading WHERE criterion_id IS NULL AND case_id IN"
            f" ({CASES.format(wide['cases_case']).replace('c.ref', 'c.id', 1)})",
        ),
    }
    with laying() as cursor:
        each = {name: pattern(cursor, name, chosen) for name, (_turns, chosen) in kinds.items()}
        keep_strides(cursor, wide)
        cursor.execute("SELECT count(*) FROM audit_auditentry")
        there = cursor.fetchone()[0]
    met = street.last - street.first + 1
    rest = max(0, wanted - there - met * each["met"])
    turns = {"met": met, "acted": -(-rest // each["acted"]) if each["acted"] else 0, "looked": cases.last}
    for name, (copied, _chosen) in kinds.items():
        table, columns = ("audit_reading", READING) if name == "looked" else ("audit_auditentry", ACT)
        for first, last in in_parts(1, turns[name], ROWS_A_TURN, each[name], (table,)):
            with laying(table) as cursor:
                cursor.execute(laid(table, columns, name, copied, first, last))
                progress.add(table, cursor.rowcount)
            progress.step(progress.rows["audit_auditentry"])


def pattern(cursor: Any, name: str, chosen: str) -> int:
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {chosen}")
    return int(cursor.rowcount)


def keep_strides(cursor: Any, wide: dict[str, int]) -> None:
    """How far the keys of each kind of row were moved, by the name the log has for it."""
    labels = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
    told = [(labels[name], wide[name]) for name in (*CASE_TABLES, *STREET_TABLES) if name in labels]
    cursor.execute("DROP TABLE IF EXISTS stride")
    cursor.execute("CREATE TEMPORARY TABLE stride (label text, wide bigint)")
    cursor.executemany("INSERT INTO stride VALUES (%s, %s)", told)


def laid(table: str, columns: tuple[str, ...], name: str, copied: Turns, first: int, last: int) -> str:
    ago = copied.copies.ago
    words = {
        "ago": ago,
        "target_ref": REF.format("s.target_ref", ago=ago, turn="turn.n"),
        "case_ref": REF.format("s.case_ref", ago=ago, turn="turn.n"),
        "case_stride": copied.copies.strides.get("cases_case", 0),
    }
    values = ", ".join(SAID[one].format(**words) if one in SAID else f"s.{one}" for one in columns)
    return LAID.format(
        table=table, columns=", ".join(columns), values=values, pattern=name, base=copied.first,
        number=max(1, copied.last - copied.first + 1), first=first, last=last,
    )  # fmt: skip


DIGESTS = """
SELECT array_agg(id ORDER BY id), string_agg(sha256(convert_to(%s || told, 'UTF8')), ''::bytea ORDER BY id)
FROM (SELECT id, {text} AS told, (row_number() OVER (ORDER BY id) - 1) / {rows} AS block FROM {table}) numbered
GROUP BY block ORDER BY block
"""


def seal_all(progress: Progress) -> None:
    """Every row of every stream in one run, block by block as the sealer would; PostgreSQL takes the digests itself."""
    with laying() as cursor:
        cursor.execute("LOCK TABLE audit_unsealed IN EXCLUSIVE MODE")
        cursor.execute("SELECT clock_timestamp()")
        now, last = cursor.fetchone()[0], None
        for stream in Stream.values:
            layout = newest(stream)
            found = layout_of(stream, layout)
            with connections[OWNER].connection.cursor(name="digests") as rows:
                rows.itersize = 20
                told = DIGESTS.format(text=found.text, rows=ROWS, table=found.table)
                rows.execute(told, [f"{stream} {layout} "])
                for ids, digests in rows:
                    last = block_after(last, stream=stream, layout=layout, sealed_at=now, ids=ids, digests=digests)
                    Block.objects.using(OWNER).bulk_create([last])
                    progress.add(found.table, len(ids))
                    progress.step(sum(progress.rows.values()))
        cursor.execute("DELETE FROM audit_unsealed")
    anchors.anchor()


def block_after(before: Block | None, **told: Any) -> Block:
    block = Block(
        number=before.number + 1 if before else 1, previous=before.hash if before else BEGINNING, **told
    )  # fmt: skip
    block.hash = hash_of(block)
    return block
