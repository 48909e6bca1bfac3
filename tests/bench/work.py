"""What a stretch of work costs the server: the processor time of this process and of the backends that serve it.

The clock on the wall counts whoever else uses the machine, and counts more of them against a page with more
statements. It is shown beside the figures; the ratios are of work.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

ALIASES = ("default", "unscoped")


@dataclass
class Spent:
    """Milliseconds of work, and by the clock."""

    work: float = 0.0
    clock: float = 0.0


def worked() -> float:
    """Milliseconds of processor time so far, of this process and of its open connections' backends."""
    return time.process_time() * 1000 + sum(nanoseconds(pid) for pid in backends()) / 1e6


def backends() -> list[int]:
    """A backend is found anew each time: a connection may have been opened again."""
    opened = [connections[alias].connection for alias in ALIASES]
    return [connection.info.backend_pid for connection in opened if connection is not None]


def nanoseconds(pid: int) -> int:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])


@contextmanager
def spent() -> Iterator[Spent]:
    """What the block costs; it is told when the block is over."""
    told, worked_before, began = Spent(), worked(), time.perf_counter()
    yield told
    told.clock = (time.perf_counter() - began) * 1000
    told.work = worked() - worked_before


def of(act: Callable[[], object]) -> Spent:
    with spent() as told:
        act()
    return told
