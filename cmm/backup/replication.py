"""PostgreSQL's replication protocol, as much of it as a backup needs, spoken through libpq.

Nothing of the database lies in clear on the way, and no client program of the server's own version is needed.
"""

import select
import struct
import time
from collections.abc import Iterator
from typing import Any

from psycopg import pq
from psycopg.conninfo import make_conninfo

EPOCH = 946_684_800  # PostgreSQL counts from the first day of 2000
ROWS = {pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK}


class Broken(Exception):
    """One line: the server refused, or went away."""


def as_number(lsn: str) -> int:
    high, low = lsn.split("/")
    return (int(high, 16) << 32) + int(low, 16)


def as_lsn(number: int) -> str:
    return f"{number >> 32:X}/{number & 0xFFFFFFFF:X}"


class Line:
    """One connection that replicates."""

    def __init__(self, address: str) -> None:
        told = make_conninfo(address, replication="true", application_name="cmm backup", connect_timeout=10)
        self.server = pq.PGconn.connect(told.encode())
        if self.server.status != pq.ConnStatus.OK:
            raise self.broken()

    def broken(self, message: bytes = b"") -> Broken:
        said = (message or self.server.error_message).decode(errors="replace").strip()
        return Broken(said.splitlines()[0] if said else "The server went away.")

    def close(self) -> None:
        self.server.finish()

    def ask(self, statement: str) -> list[list[str]]:
        return self.rows(self.server.exec_(statement.encode()))

    def rows(self, result: Any) -> list[list[str]]:
        if result is None or result.status not in ROWS:
            raise self.broken(result.error_message if result else b"")
        columns = range(result.nfields)
        return [[(result.get_value(row, one) or b"").decode() for one in columns] for row in range(result.ntuples)]

    def base_backup(self, label: str) -> tuple[str, Iterator[bytes]]:
        """Where it begins, and its messages: ``n`` and a name for each archive, then ``d`` and bytes of it."""
        self.server.send_query(f"BASE_BACKUP (LABEL '{label}', CHECKPOINT 'fast', WAIT false)".encode())
        begins = self.rows(self.server.get_result())[0][0]
        self.rows(self.server.get_result())
        result = self.server.get_result()
        if result is None or result.status != pq.ExecStatus.COPY_OUT:
            raise self.broken(result.error_message if result else b"")
        return begins, self.messages()

    def messages(self) -> Iterator[bytes]:
        while True:
            size, data = self.server.get_copy_data(0)
            if size == -1:
                return
            if size < 0:
                raise self.broken()
            yield bytes(data)

    def ends(self) -> str:
        """Where the base backup ends, once its messages are read."""
        (last, _timeline), *_ = self.rows(self.server.get_result())
        while (rest := self.server.get_result()) is not None:
            self.rows(rest)
        return last

    def start(self, slot: str, begins: int, timeline: str) -> None:
        asked = f'START_REPLICATION SLOT "{slot}" PHYSICAL {as_lsn(begins)} TIMELINE {timeline}'
        result = self.server.exec_(asked.encode())
        if result.status != pq.ExecStatus.COPY_BOTH:
            raise self.broken(result.error_message)

    def receive(self, patience: float) -> tuple[int, bytes] | None:
        """The next bytes of the log and where they stand, or nothing for ``patience`` seconds."""
        size, data = self.server.get_copy_data(1)
        if size == 0 and select.select([self.server.socket], [], [], patience)[0]:
            self.server.consume_input()
            size, data = self.server.get_copy_data(1)
        if size < 0:
            raise self.broken()
        message = bytes(data) if size else b""
        if message[:1] != b"w":
            return None
        return int.from_bytes(message[1:9], "big"), message[25:]

    def kept_up_to(self, number: int) -> None:
        """What lies before this place need not be kept for us any longer."""
        now = int((time.time() - EPOCH) * 1_000_000)
        self.server.put_copy_data(struct.pack("!cQQQqB", b"r", number, number, number, now, 0))
        self.server.flush()
