"""The chain: rows of every stream sealed into blocks, each of which holds the hash of the one before."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connections

from cmm.audit.enums import Stream
from cmm.audit.models import Block, Unsealed
from cmm.audit.streams import GONE, newest, rows

SEAL_LOCK = 7_206_213
ROWS, BLOCKS = 1_000, 500  # in a block; in one run, after which the next one goes on
BEGINNING = "0" * 64


def is_due(using: str = "default") -> bool:
    return Unsealed.objects.using(using).exists()


def seal(using: str = "default") -> list[Block]:
    """Seal what waits, inside the caller's transaction and one at a time. Rows not yet committed wait for the next.

    Numbers are given under the lock, for the order of keys is not the order in which transactions end.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s), clock_timestamp()", [SEAL_LOCK])
        now = cursor.fetchone()[1]
        last = Block.objects.using(using).order_by("-number").first()
        made: list[Block] = []
        for stream, ids in waiting(cursor):
            last = block_of(cursor, stream, ids, now=now, after=last)
            made.append(last)
    return Block.objects.using(using).bulk_create(made, batch_size=20)


def waiting(cursor: Any) -> Iterator[tuple[str, list[int]]]:
    """What no block holds yet, stream by stream and as many as a block takes; it is taken away as it is handed out."""
    made = 0
    for stream in Stream.values:
        while made < BLOCKS and (ids := taken(cursor, stream)):
            made += 1
            yield stream, ids


def taken(cursor: Any, stream: str) -> list[int]:
    cursor.execute(
        "DELETE FROM audit_unsealed WHERE (stream, row_id) IN"
        " (SELECT stream, row_id FROM audit_unsealed WHERE stream = %s ORDER BY row_id LIMIT %s) RETURNING row_id",
        [stream, ROWS],
    )
    return sorted(key for (key,) in cursor.fetchall())


def block_of(cursor: Any, stream: str, ids: list[int], *, now: datetime, after: Block | None) -> Block:
    layout = newest(stream)
    found = rows(cursor, stream, layout, ids)
    block = Block(
        number=after.number + 1 if after else 1,
        stream=stream,
        layout=layout,
        sealed_at=now,
        ids=ids,
        digests=b"".join(found[key].digest if key in found else GONE for key in ids),
        previous=after.hash if after else BEGINNING,
    )
    block.hash = hash_of(block)
    return block


def hash_of(block: Block) -> str:
    """What the block says, and everything before it, as one number."""
    moment = block.sealed_at.astimezone(UTC).isoformat()
    head = [block.previous, block.number, block.stream, block.layout, moment, block.ids]
    return sha256(json.dumps(head, separators=(",", ":")).encode() + bytes(block.digests)).hexdigest()
