"""Numbered steps on the terminal, with the time each took, and the one line that ends a command."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class MachineError(Exception):
    """The machine lacks something; the message is one line that says what to do."""


# The steps of `run` and `test` taken here, before the packages are there, and those taken afterwards.
BEFORE = {"run": 3, "test": 4}
AFTER = {"run": 6, "test": 2}


def say(line: str) -> None:
    """To the error stream, so that what a command prints for machines stays clean."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


class Steps:
    """Counts the steps of one command; a command with no numbered steps speaks only of what it changed."""

    def __init__(self, command: str, after: int = 0) -> None:
        self.total = BEFORE.get(command, 0) + AFTER.get(command, 0)
        self.number = after

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.number += 1
        began = time.monotonic()
        if self.total:
            sys.stderr.write(f"[{self.number}/{self.total}] {title:<58}")
            sys.stderr.flush()
        try:
            yield
        except BaseException:
            if self.total:
                say("")
            raise
        if self.total:
            say(f"{time.monotonic() - began:6.1f} s")

    def announce(self, title: str) -> None:
        """A step that says much of its own."""
        self.number += 1
        say(f"[{self.number}/{self.total}] {title}")
