"""Rows written again and again by PostgreSQL itself: one INSERT ... SELECT for each table and some turns.

A copy is its pattern with a key so and so many strides further on, in every column that leads to what is copied too;
its days lie further back, and what must be nobody else's gets the number of its turn. Constraints, foreign keys and
triggers judge each row as ever. Put aside are the log's triggers, those that fill what a copy brings along, and those
that ask other rows, one by one, what has been answered for the pattern. Nothing that is closed is copied to another
row: it is made anew, or left out.
"""

# ruff: noqa: S608 -- statements are put together of this package's own words and of numbers

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, transaction

from cmm.core.context import Context, acting

OWNER = "owner"
LOG = ("audit_note_insert", "audit_note_update", "audit_await_seal")
FILLING = ("carries_case", "protects_victim")  # a foreign key to the case's own columns stands behind the first
ASKING = ("support_fits", "decision_fits", "positive_rests_on_something")
# A ref in its turn: the year goes back with the days, and no counter comes as far as a million.
REF = (
    "split_part({0}, '-', 1) || '-' || (split_part({0}, '-', 2)::int - {ago} / 365) || '-'"
    " || (split_part({0}, '-', 3)::int + {turn} * 1000000)"
)
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, NULL), (
    SELECT c.confrelid::regclass::text FROM pg_constraint c
    WHERE c.contype = 'f' AND c.conrelid = a.attrelid AND c.conkey = ARRAY[a.attnum]
) FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""
MOVED = {
    "date": "{0} - {ago}",
    "timestamp with time zone": "{0} - {ago} * interval '1 day'",
    "uuid": "md5({0}::text || turn.n)::uuid",
    "bytea": "NULL",
}


@dataclass(frozen=True)
class Table:
    """What is copied of one table, and what its columns say where that is no rule's matter."""

    name: str
    chosen: str = "TRUE"
    said: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def laying(*tables: str) -> Iterator[Any]:
    """A cursor of the owner's, as the system, in one transaction; on ``tables`` some triggers are put aside."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("SET LOCAL row_security = on")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL enable_seqscan = off")  # for the triggers, which plan while the tables are small
        with acting(Context(None, "masses"), using=OWNER):
            found = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname = ANY(%s)"
            cursor.execute(f"{found} AND tgrelid::regclass::text = ANY(%s)", [[*LOG, *FILLING, *ASKING], list(tables)])
            triggers = cursor.fetchall()
            for table, name in triggers:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
            yield cursor
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, name in triggers:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def strides(cursor: Any, tables: Sequence[Table]) -> dict[str, int]:
    """For each table a step wide enough that no copy gets the key of a row that is there."""
    found = {}
    for table in tables:
        cursor.execute(f"SELECT coalesce(max(id), 1) FROM {table.name}")
        found[table.name] = cursor.fetchone()[0]
    return found


@dataclass(frozen=True)
class Copies:
    """The patterns of ``tables``, in the order in which rows rest on each other, and how their turns are written."""

    tables: Sequence[Table]
    strides: Mapping[str, int]
    ago: str  # by how many days a copy lies before its pattern, in SQL, by ``turn.n``

    def choose(self, cursor: Any) -> dict[str, int]:
        """Keep the patterns aside, so that no copy is copied; their numbers."""
        return {table.name: self.keep(cursor, table) for table in self.tables}

    def keep(self, cursor: Any, table: Table) -> int:
        known = {one.name for one in self.tables[: self.tables.index(table)]}
        leads = [(name, to) for name, _type, to in self.columns(cursor, table) if to in known]
        rests = "".join(f" AND (t.{name} IS NULL OR t.{name} IN (SELECT id FROM pattern_{to}))" for name, to in leads)
        cursor.execute(f"DROP TABLE IF EXISTS pattern_{table.name}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE pattern_{table.name} AS"
            f" SELECT t.* FROM {table.name} t WHERE ({table.chosen}){rests}"
        )
        for name, _type, to in self.columns(cursor, table):
            if to == table.name:
                cursor.execute(
                    f"DELETE FROM pattern_{to} WHERE {name} IS NOT NULL AND {name} NOT IN (SELECT id FROM pattern_{to})"
                )
        cursor.execute(f"SELECT count(*) FROM pattern_{table.name}")
        return int(cursor.fetchone()[0])

    def columns(self, cursor: Any, table: Table) -> list[tuple[str, str, str | None]]:
        cursor.execute(COLUMNS, [table.name])
        return list(cursor.fetchall())

    def lay(self, cursor: Any, first: int, last: int) -> Iterator[tuple[str, int]]:
        """The turns from ``first`` to ``last`` of every table, and how many rows each got."""
        for table in self.tables:
            told = {f'"{name}"': self.value(table, name, kind, to) for name, kind, to in self.columns(cursor, table)}
            cursor.execute(
                f"INSERT INTO {table.name} ({', '.join(told)}) SELECT {', '.join(told.values())}"
                f" FROM pattern_{table.name} s CROSS JOIN generate_series({first}, {last}) AS turn(n)"
            )
            yield table.name, cursor.rowcount

    def value(self, table: Table, name: str, kind: str, leads_to: str | None) -> str:
        column = f's."{name}"'
        if name in table.said:
            return table.said[name]
        stride = self.strides.get(table.name if name == "id" else leads_to or "")
        if stride:
            return f"{column} + turn.n * {stride}::bigint"
        if name == "ref":
            return REF.format(column, ago=self.ago, turn="turn.n")
        return MOVED.get(kind, "{0}").format(column, ago=self.ago)

    def finish(self, cursor: Any) -> None:
        """The counters of keys go on behind the copies."""
        for table in self.tables:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}")


def in_parts(first: int, last: int, rows: int, each: int, tables: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Turns, as many together as make ``rows`` with ``each`` in one. The planner is told now and then how much there is
    by now: a trigger that looks through a whole table is no matter while the table is small.
    """
    step = max(1, rows // max(1, each))
    for part, start in enumerate(range(first, last + 1 if each else first, step), start=1):
        yield start, min(last, start + step - 1)
        if part.bit_count() == 1:
            with connections[OWNER].cursor() as cursor:
                cursor.execute(f"ANALYZE {', '.join(tables)}")


def spread(copies: int, days: int) -> str:
    """A third of the copies lies where its pattern does, the others evenly before it: as dense today as last year."""
    return f"(greatest(0, turn.n - {copies // 3}) * {days} / {max(1, copies)})"
