"""The proof: every row is where the chain says, says what it said, and the chain ends where its anchors say.

Everything is read once, as it stood at one moment, a block at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from django.db import connections, transaction

from cmm.audit import anchors
from cmm.audit.anchors import Anchor
from cmm.audit.enums import Stream
from cmm.audit.models import Block
from cmm.audit.sealing import BEGINNING, hash_of
from cmm.audit.streams import LAYOUTS, layout_of, newest, rows
from cmm.core.context import Context, enter

LISTED = 10_000  # faults that are named one by one
LONGEST = timedelta(hours=1)  # a transaction that takes longer is not one of ours
PATIENCE = timedelta(minutes=10)  # after which a block must have its anchor


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was: ``stream`` is the chain itself, a stream of rows, or what stands beside one."""

    stream: str
    kind: str
    id: int | None = None
    block: int | None = None

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass
class Report:
    entries: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults

    def told(self) -> dict[str, Any]:
        return {"ok": self.ok, "entries": self.entries, "faults": [fault.told() for fault in self.faults]}


def verify(using: str = "default") -> Report:
    """Read the whole log. Anchors are measured first: every block up to there is in what is read afterwards."""
    report, length = Report(), anchors.size()
    with snapshot(using):
        found = faults(using, report, anchors.anchors(length))
        report.faults = list(islice(found, LISTED))
        more = sum(1 for _fault in found)
    if more:
        report.faults.append(Fault("all", "and more", id=more))
    return report


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """Rows that come and blocks that are sealed meanwhile belong to the next proof."""
    with transaction.atomic(using=using, durable=True):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        enter(Context(None, "proof"), using=using)
        yield


def faults(using: str, report: Report, anchored: Iterator[Anchor]) -> Iterator[Fault]:
    yield from chain_faults(using, report, anchored)
    for stream in Stream.values:
        yield from strays(using, report, stream)
    yield from history_faults(using)
    yield from criterion_faults(using)


def chain_faults(using: str, report: Report, anchored: Iterator[Anchor]) -> Iterator[Fault]:
    """Block by block: its number, its hash, its anchor, and then its rows."""
    walk = Walk(now=moment(using))
    with connections[using].cursor() as cursor:
        for block in Block.objects.using(using).order_by("number").iterator(chunk_size=20):
            report.entries += len(block.ids)
            yield from walk.step(block)
            yield from walk.anchor(block, anchored)
            if is_known(block):
                yield from row_faults(cursor, block, walk.span)
    yield from (Fault("chain", "cut", block=one.number) for one in walk.left(anchored))


def is_known(block: Block) -> bool:
    """Whether the block can be read at all; of one that was edited so that it cannot, the rows are strays."""
    return 1 <= block.layout <= len(LAYOUTS.get(block.stream, ()))


@dataclass
class Walk:
    """Where one stands in the chain: the block before, the run before, and the next anchor."""

    now: datetime
    number: int = 0
    hash: str = BEGINNING
    run: datetime | None = None
    run_before: datetime | None = None
    next: Anchor | None = None

    @property
    def span(self) -> tuple[float, float]:
        """When the rows of the block were written. What is older was there for the run before, which sealed it."""
        if self.run_before is None or self.run is None:
            return 0.0, float("inf")
        return (self.run_before - LONGEST).timestamp(), (self.run + LONGEST).timestamp()

    def step(self, block: Block) -> Iterator[Fault]:
        gap = range(self.number + 1, min(block.number, self.number + LISTED))
        yield from (Fault("chain", "missing", block=number) for number in gap)
        if hash_of(block) != block.hash:
            yield Fault("chain", "edited", block=block.number)
        if block.number == self.number + 1 and block.previous != self.hash:
            yield Fault("chain", "torn", block=block.number)
        if block.sealed_at != self.run:
            self.run_before, self.run = self.run, block.sealed_at
        self.number, self.hash = block.number, block.hash

    def anchor(self, block: Block, anchored: Iterator[Anchor]) -> Iterator[Fault]:
        while self.next is None or self.next.number < block.number:
            self.next = next(anchored, None)
            if self.next is None:
                break
        if self.next is None or self.next.number != block.number:
            if self.next is not None or block.sealed_at < self.now - PATIENCE:
                yield Fault("chain", "without anchor", block=block.number)
        elif self.next.hash != block.hash:
            yield Fault("chain", "recomputed", block=block.number)

    def left(self, anchored: Iterator[Anchor]) -> Iterator[Anchor]:
        """The anchors of blocks that should follow the last one."""
        if self.next is not None and self.next.number > self.number:
            yield self.next
        yield from (one for one in anchored if one.number > self.number)


def moment(using: str) -> datetime:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def row_faults(cursor: Any, block: Block, span: tuple[float, float]) -> Iterator[Fault]:
    """Every row of a block is there, says what it said, and was written when it says."""
    earliest, latest = span
    found, digests = rows(cursor, block.stream, block.layout, block.ids), bytes(block.digests)
    for place, key in enumerate(block.ids):
        row = found.get(key)
        if row is None:
            yield Fault(block.stream, "deleted", id=key, block=block.number)
        elif row.digest != digests[32 * place : 32 * place + 32]:
            yield Fault(block.stream, "edited", id=key, block=block.number)
        elif not earliest <= row.at <= latest:
            yield Fault(block.stream, "misdated", id=key, block=block.number)


def strays(using: str, report: Report, stream: str) -> Iterator[Fault]:
    """Rows that no block holds and that do not wait for one, and rows that more than one holds."""
    table = layout_of(stream, newest(stream)).table
    held = "SELECT unnest(ids) AS id FROM audit_block WHERE stream = %(stream)s"
    waits = "SELECT row_id FROM audit_unsealed WHERE stream = %(stream)s"
    report.entries += sum(1 for _row in streamed(using, waits, stream=stream))
    alone = f"SELECT id FROM {table} EXCEPT ({held} UNION ALL {waits})"  # noqa: S608 -- a name of ours
    twice = f"SELECT id FROM ({held}) h GROUP BY id HAVING count(*) > 1"  # noqa: S608 -- no word from outside
    yield from (Fault(stream, "inserted", id=key) for (key,) in streamed(using, alone, stream=stream))
    yield from (Fault(stream, "sealed twice", id=key) for (key,) in streamed(using, twice, stream=stream))


BESIDE = """
SELECT coalesce(c.id, h.change_id), c.digest, h.salt, h.old::text, h.new::text, d.row_id IS NOT NULL
FROM audit_change c FULL JOIN audit_history h ON h.change_id = c.id
LEFT JOIN audit_destruction d ON d.part = 'history' AND d.row_id = c.id::text
"""


def history_faults(using: str) -> Iterator[Fault]:
    """Old and new values are those the change was noted with, or were destroyed by whoever may."""
    for key, digest, salt, old, new, destroyed in streamed(using, BESIDE):
        if digest is None:
            yield Fault("history", "inserted", id=key)
        elif salt is None and not destroyed:
            yield Fault("history", "deleted", id=key)
        elif salt is not None and sha256(bytes(salt) + f"{old or ''}\n{new or ''}".encode()).hexdigest() != digest:
            yield Fault("history", "edited", id=key)


MISSED = """
SELECT r.id FROM audit_reading r
WHERE r.criterion_id IS NOT NULL AND NOT EXISTS (SELECT FROM audit_criterion c WHERE c.id = r.criterion_id)
AND NOT EXISTS (SELECT FROM audit_destruction d WHERE d.part = 'criterion' AND d.row_id = r.criterion_id::text)
"""


def criterion_faults(using: str) -> Iterator[Fault]:
    """What was searched for is there or was destroyed by whoever may; that it was not changed, its own seal says."""
    yield from (Fault("criterion", "deleted", id=key) for (key,) in streamed(using, MISSED))


def streamed(using: str, statement: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, a few thousand at a time."""
    connection = connections[using]
    connection.ensure_connection()
    with connection.connection.cursor(name="audit_proof") as cursor:
        cursor.itersize = 5_000
        cursor.execute(statement, values)
        yield from cursor
