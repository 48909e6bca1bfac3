"""Numbered steps on the terminal, with the time each took, and the one line that ends a command."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class MachineError(Exception):
    """The machine lacks something; the message is one line that says what to do."""


# The steps of `run` and `test` taken here, before the packages are there, and those taken afterwards.
BEFORE = {"run": 3, "test": 4}
AFTER = {"run": 7, "test": 2}
WIDTH = 30


def say(line: str) -> None:
    """To the error stream, so that what a command prints for machines stays clean."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


class Steps:
    """Counts the steps of one command; a command with no numbered steps speaks only of what it changed."""

    def __init__(self, command: str, after: int = 0) -> None:
        self.total = BEFORE.get(command, 0) + AFTER.get(command, 0)
        self.number = after
        self.title = ""

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.number += 1
        self.title = title
        began = time.monotonic()
        self.write(f"{self.head()} ")
        try:
            yield
        except BaseException:
            self.write("\n")
            raise
        self.note("")
        self.write(f"{time.monotonic() - began:6.1f} s\n")

    def head(self) -> str:
        return f"{f'[{self.number}/{self.total}]':<7} {self.title:<42}"

    def note(self, progress: str) -> None:
        """Beside the running step, for whoever watches it on a terminal."""
        if sys.stderr.isatty():
            self.write(f"\r{self.head()} {progress:<{WIDTH}.{WIDTH}}\r{self.head()} ")

    def write(self, text: str) -> None:
        if self.total:
            sys.stderr.write(text)
            sys.stderr.flush()

    def announce(self, title: str) -> None:
        """A step that says much of its own."""
        self.number += 1
        say(f"[{self.number}/{self.total}] {title}")
