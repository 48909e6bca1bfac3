"""The ways: each does one thing to the log and says where the proof must find it."""

from collections.abc import Callable
from random import Random
from typing import Any

from cmm.audit.models import Block
from cmm.audit.sealing import hash_of
from cmm.audit.streams import LAYOUTS, rows
from tests.tampering.victim import ask

Place = tuple[str, int]  # a stream and a row, or the chain and a block
Way = Callable[[Any, Random], set[Place]]
WAYS: dict[str, list[Way]] = {}
STREAMS = {stream: layouts[-1] for stream, layouts in LAYOUTS.items()}
# Another value of the same kind, whatever stands there.
OTHER = {
    "bigint": "coalesce({0}, 0) + 1",
    "integer": "coalesce({0}, 0) + 1",
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
    "jsonb": "coalesce({0}, '{{}}') || '{{\"tampered\": 1}}'",
    "ARRAY": "array_append({0}, 'tampered')",
    "bytea": "{0} || '\\x00'",
}
TEXT = "CASE {0} WHEN 'tampered' THEN 'again' ELSE 'tampered' END"


def way(kind: str) -> Callable[[Way], Way]:
    def keep(function: Way) -> Way:
        WAYS.setdefault(kind, []).append(function)
        return function

    return keep


def any_row(cursor: Any, rng: Random) -> tuple[str, str, int]:
    """A stream, its table and the key of one sealed row."""
    stream = rng.choice(sorted(STREAMS))
    keys = ask(cursor, "SELECT unnest(ids) FROM audit_block WHERE stream = %s ORDER BY 1", stream)
    return stream, STREAMS[stream].table, rng.choice(keys)[0]


def any_history(cursor: Any, rng: Random) -> int:
    return rng.choice(ask(cursor, "SELECT change_id FROM audit_history ORDER BY 1"))[0]


def last_block(cursor: Any) -> int:
    return ask(cursor, "SELECT max(number) FROM audit_block")[0][0]


def block_with(cursor: Any, stream: str, key: int) -> int:
    return ask(cursor, "SELECT number FROM audit_block WHERE stream = %s AND %s = ANY (ids)", stream, key)[0][0]


def change_cell(cursor: Any, rng: Random, table: str, key: str, value: int, columns: list[str]) -> None:
    """One column of one row says something else."""
    column = rng.choice(columns)
    ((kind,),) = ask(
        cursor, "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s"
        " AND table_schema = 'public'", table, column,
    )  # fmt: skip
    other = OTHER.get(kind, TEXT).format(column)
    cursor.execute(f"UPDATE {table} SET {column} = {other} WHERE {key} = %s", [value])


def recompute(cursor: Any, first: int = 1) -> None:
    """Whoever can write to the table can compute a chain that holds together again."""
    before = ""
    blocks = Block.objects.using("owner").filter(number__gte=first).order_by("number")
    for block in blocks:
        found = rows(cursor, block.stream, block.layout, block.ids)
        block.ids = [key for key in block.ids if key in found]
        block.digests = b"".join(found[key].digest for key in block.ids)
        block.previous = before or block.previous
        before = block.hash = hash_of(block)
        cursor.execute(
            "UPDATE audit_block SET ids = %s, digests = %s, previous = %s, hash = %s WHERE number = %s",
            [block.ids, block.digests, block.previous, block.hash, block.number],
        )


# Edits


@way("edit")
def a_column_of_a_row(cursor, rng):
    stream, table, key = any_row(cursor, rng)
    change_cell(cursor, rng, table, "id", key, [name for name in STREAMS[stream].columns if name != "id"])
    return {(stream, key)}


@way("edit")
def an_old_or_new_value(cursor, rng):
    key = any_history(cursor, rng)
    change_cell(cursor, rng, "audit_history", "change_id", key, ["salt", "old", "new"])
    return {("history", key)}


@way("edit")
def a_column_of_a_block(cursor, rng):
    number = rng.randint(1, last_block(cursor))
    columns = ["stream", "sealed_at", "digests", "previous", "hash"]
    change_cell(cursor, rng, "audit_block", "number", number, columns)
    return {("chain", number)}


@way("edit")
def a_row_and_the_chain_computed_anew(cursor, rng):
    stream, table, key = any_row(cursor, rng)
    number = block_with(cursor, stream, key)
    change_cell(cursor, rng, table, "id", key, [name for name in STREAMS[stream].columns if name not in {"id", "at"}])
    recompute(cursor, number)
    return {("chain", number)}


# Deletions


@way("delete")
def a_row(cursor, rng):
    stream, table, key = any_row(cursor, rng)
    cursor.execute(f"DELETE FROM {table} WHERE id = %s", [key])
    return {(stream, key)}


@way("delete")
def old_and_new_values(cursor, rng):
    key = any_history(cursor, rng)
    cursor.execute("DELETE FROM audit_history WHERE change_id = %s", [key])
    return {("history", key)}


@way("delete")
def a_block(cursor, rng):
    number = rng.randint(1, last_block(cursor) - 1)
    cursor.execute("DELETE FROM audit_block WHERE number = %s", [number])
    return {("chain", number)}


@way("delete")
def a_row_and_its_place_in_the_chain(cursor, rng):
    stream, table, key = any_row(cursor, rng)
    number = block_with(cursor, stream, key)
    cursor.execute(f"DELETE FROM {table} WHERE id = %s", [key])
    recompute(cursor, number)
    return {("chain", number)}


@way("delete")
def a_block_with_its_rows_and_the_rest_moved_up(cursor, rng):
    number = rng.randint(1, last_block(cursor) - 1)
    ((stream, ids, previous),) = ask(cursor, "SELECT stream, ids, previous FROM audit_block WHERE number = %s", number)
    cursor.execute(f"DELETE FROM {STREAMS[stream].table} WHERE id = ANY (%s)", [ids])
    cursor.execute("DELETE FROM audit_block WHERE number = %s", [number])
    for later in range(number + 1, last_block(cursor) + 1):
        cursor.execute("UPDATE audit_block SET number = number - 1 WHERE number = %s", [later])
    cursor.execute("UPDATE audit_block SET previous = %s WHERE number = %s", [previous, number])
    recompute(cursor, number)
    return {("chain", number)}


# Insertions


def forged(cursor: Any, rng: Random) -> tuple[str, int]:
    """A row like another, under a key of its own: above all others, or one that was let out."""
    stream, table, key = any_row(cursor, rng)
    ((top,),) = ask(cursor, f"SELECT max(id) + {rng.randint(1, 50)} FROM {table}")
    columns = ", ".join(name for name in STREAMS[stream].columns if name != "id")
    cursor.execute(f"INSERT INTO {table} (id, {columns}) SELECT %s, {columns} FROM {table} WHERE id = %s", [top, key])
    return stream, top


@way("insert")
def a_row_nobody_wrote(cursor, rng):
    return {forged(cursor, rng)}


@way("insert")
def a_row_and_its_place_in_the_last_block(cursor, rng):
    stream, key = forged(cursor, rng)
    ((number,),) = ask(cursor, "SELECT max(number) FROM audit_block WHERE stream = %s", stream)
    cursor.execute("UPDATE audit_block SET ids = array_append(ids, %s) WHERE number = %s", [key, number])
    recompute(cursor, number)
    return {("chain", number)}


@way("insert")
def a_row_with_an_old_date_put_before_the_sealer(cursor, rng):
    stream, key = forged(cursor, rng)
    table = STREAMS[stream].table
    cursor.execute(f"UPDATE {table} SET at = at - interval '40 days' WHERE id = %s", [key])
    cursor.execute("INSERT INTO audit_unsealed VALUES (%s, %s)", [stream, key])
    return {(stream, key)}


@way("insert")
def values_that_were_destroyed(cursor, rng):
    keys = ask(cursor, "SELECT row_id::bigint FROM audit_destruction WHERE part = 'history' ORDER BY 1")
    key = rng.choice(keys)[0]
    cursor.execute("INSERT INTO audit_history VALUES (%s, '\\x00', NULL, '{\"code_name\": \"En anden\"}')", [key])
    return {("history", key)}


# Another order


def two_rows(cursor: Any, rng: Random) -> tuple[str, str, list[int]]:
    stream = rng.choice(sorted(STREAMS))
    keys = [key for (key,) in ask(cursor, "SELECT unnest(ids) FROM audit_block WHERE stream = %s ORDER BY 1", stream)]
    return stream, STREAMS[stream].table, rng.sample(keys, 2)


def swap(cursor: Any, table: str, key: str, pair: list[int], columns: list[str]) -> None:
    """Each of two rows gets what the other says."""
    names = ", ".join(columns)
    other = f"SELECT {names} FROM {table} o WHERE o.{key} = ANY (%s) AND o.{key} <> t.{key}"
    cursor.execute(f"UPDATE {table} t SET ({names}) = ({other}) WHERE t.{key} = ANY (%s)", [pair, pair])


@way("reorder")
def two_rows_in_each_others_place(cursor, rng):
    stream, table, pair = two_rows(cursor, rng)
    swap(cursor, table, "id", pair, [name for name in STREAMS[stream].columns if name != "id"])
    return {(stream, key) for key in pair}


@way("reorder")
def two_moments_exchanged(cursor, rng):
    stream, table, pair = two_rows(cursor, rng)
    while len(ask(cursor, f"SELECT DISTINCT at FROM {table} WHERE id = ANY (%s)", pair)) < 2:
        stream, table, pair = two_rows(cursor, rng)
    swap(cursor, table, "id", pair, ["at"])
    return {(stream, key) for key in pair}


@way("reorder")
def two_blocks_in_each_others_place(cursor, rng):
    pair = rng.sample(range(1, last_block(cursor) + 1), 2)
    columns = ["stream", "layout", "sealed_at", "ids", "digests", "previous", "hash"]
    swap(cursor, "audit_block", "number", pair, columns)
    return {("chain", number) for number in pair}


@way("reorder")
def rows_within_a_block(cursor, rng):
    numbers = ask(cursor, "SELECT number, ids FROM audit_block WHERE cardinality(ids) > 1 ORDER BY 1")
    number, ids = rng.choice(numbers)
    cursor.execute("UPDATE audit_block SET ids = %s WHERE number = %s", [[*ids[1:], ids[0]], number])
    recompute(cursor, number)
    return {("chain", number)}


@way("reorder")
def old_and_new_values_of_two_changes(cursor, rng):
    keys = [key for (key,) in ask(cursor, "SELECT change_id FROM audit_history ORDER BY 1")]
    pair = rng.sample(keys, 2)
    swap(cursor, "audit_history", "change_id", pair, ["salt", "old", "new"])
    return {("history", key) for key in pair}


# The end cut off


def cut_blocks(cursor: Any, rng: Random) -> list[Any]:
    last = last_block(cursor)
    first = rng.randint(max(1, last - 8), last)
    return ask(cursor, "DELETE FROM audit_block WHERE number >= %s RETURNING number, stream, ids", first)


@way("cut")
def the_last_blocks(cursor, rng):
    return {("chain", number) for number, _stream, _ids in cut_blocks(cursor, rng)}


@way("cut")
def the_last_blocks_with_their_rows(cursor, rng):
    gone = cut_blocks(cursor, rng)
    for _number, stream, ids in gone:
        cursor.execute(f"DELETE FROM {STREAMS[stream].table} WHERE id = ANY (%s)", [ids])
        if stream == "change":
            cursor.execute("DELETE FROM audit_history WHERE change_id = ANY (%s)", [ids])
    return {("chain", number) for number, _stream, _ids in gone}


@way("cut")
def the_last_blocks_and_the_log_goes_on(cursor, rng):
    gone = the_last_blocks_with_their_rows(cursor, rng)
    forged_stream, key = forged(cursor, rng)
    cursor.execute("INSERT INTO audit_unsealed VALUES (%s, %s)", [forged_stream, key])
    return {("chain", min(number for _chain, number in gone))}
