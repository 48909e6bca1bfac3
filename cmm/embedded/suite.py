"""How the tests are run: every core at work, and no two runs of one checkout in the same database."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from cmm.embedded.places import Place
from cmm.embedded.redis_server import PROCESSES
from machine.steps import MachineError

SEATS = 8


@contextmanager
def seat(place: Place) -> Iterator[int]:
    """The first number that no other run of this checkout has taken, kept until this one ends."""
    place.make()
    for number in range(SEATS):
        with place.lock(f"seat-{number}").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield number
            return
    raise MachineError(f"{SEATS} test runs are at work here already. Wait for one of them to end.")


def database(number: int) -> str:
    return f"cmm_seat_{number}" if number else "cmm"


def processes() -> int:
    """As many as there are cores for us; more than eight would only wait for the slowest."""
    return min(len(os.sched_getaffinity(0)), PROCESSES)


def on_every_core() -> tuple[str, ...]:
    """Pytest's words for it; ``tests/conftest.py`` says which tests stay together."""
    return ("--numprocesses", str(processes()), "--no-loadscope-reorder")
