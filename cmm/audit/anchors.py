"""The chain's anchors: one line for each block in a file outside the database, where its administrator cannot reach.

Whoever cuts the end off the chain, or computes it anew, meets the lines that say what stood there.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from cmm.audit.models import Block

FILE = "blocks.jsonl"
TAIL = 4_096  # more than the longest line


@dataclass(frozen=True)
class Anchor:
    """What the file says of one block."""

    number: int
    stream: str
    rows: int
    sealed_at: str
    hash: str


def path() -> Path:
    return Path(settings.CMM_ANCHOR_FOLDER) / FILE


def anchor(using: str = "default") -> list[Anchor]:
    """Write a line for every block that has none, and be sure that it lies on the disk. Returns what was written."""
    with opened() as file:
        last = last_number(file)
        file.seek(0, os.SEEK_END)
        blocks = Block.objects.using(using).filter(number__gt=last).order_by("number").defer("digests", "previous")
        made = [as_anchor(block) for block in blocks.iterator(100)]
        file.write("".join(f"{json.dumps(asdict(one), separators=(',', ':'))}\n" for one in made).encode())
        file.flush()
        os.fsync(file.fileno())
    return made


def as_anchor(block: Block) -> Anchor:
    return Anchor(block.number, block.stream, len(block.ids), block.sealed_at.isoformat(), block.hash)


@contextmanager
def opened() -> Iterator[IO[bytes]]:
    """The file for one writer at a time, whatever half line a crash left behind cut off."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path().open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(whole_lines(file))
        yield file


def whole_lines(file: IO[bytes]) -> int:
    """The length of the file up to its last line's end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    return size - len(tail) + tail.rfind(b"\n") + 1


def last_number(file: IO[bytes]) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    lines = file.read().splitlines()
    return int(json.loads(lines[-1])["number"]) if lines else 0


def last_anchored() -> int:
    """The number of the last block whose line stands in the file, from its end alone; 0 where there is no file."""
    if not path().exists():
        return 0
    with path().open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        whole = file.read().rpartition(b"\n")[0].splitlines()
    return int(json.loads(whole[-1])["number"]) if whole else 0


def size() -> int:
    """How long the file is now: whoever reads the chain afterwards must find every block up to here."""
    return path().stat().st_size if path().exists() else 0


def anchors(length: int) -> Iterator[Anchor]:
    """The lines in the first ``length`` bytes, one by one."""
    if not length:
        return
    with path().open("rb") as file:
        for line in file:
            length -= len(line)
            if length < 0 or not line.endswith(b"\n"):
                return
            yield Anchor(**json.loads(line))
