"""The ledger outside the database, beside the anchors of the log: one sealed line for each case that was destroyed."""

import fcntl
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from cmm.oversight.retention.marks import is_sealed, seal_of

FILE = "destructions.jsonl"


class Forged(Exception):
    """A line was not written by whoever holds the keyring, or with a key that is no longer on it."""


def path() -> Path:
    return Path(settings.CMM_ANCHOR_FOLDER) / FILE


def write(entries: Collection[dict[str, Any]]) -> int:
    """A line for every entry that has none, on the disk before this returns. Returns how many were written."""
    if not entries:
        return 0
    with opened() as file:
        file.seek(0)
        known = {json.loads(line)["id"] for line in file if line.strip()}
        fresh = [entry for entry in entries if entry["id"] not in known]
        file.seek(0, os.SEEK_END)
        file.write("".join(f"{sealed(entry)}\n" for entry in fresh).encode())
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)


def sealed(entry: dict[str, Any]) -> str:
    return plain(entry | {"seal": seal_of(plain(entry))})


def plain(entry: dict[str, Any]) -> str:
    return json.dumps(entry, sort_keys=True, separators=(",", ":"))


@contextmanager
def opened() -> Iterator[IO[bytes]]:
    """The file for one writer at a time, whatever half line a crash left behind cut off."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path().open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        yield file


def read() -> list[dict[str, Any]]:
    """Every entry, oldest first. Raises Forged."""
    if not path().exists():
        return []
    found = []
    for number, line in enumerate(path().read_text().splitlines(), 1):
        entry: dict[str, Any] = json.loads(line)
        seal = entry.pop("seal", "")
        if not is_sealed(plain(entry), seal):
            raise Forged(f"line {number}")
        found.append(entry)
    return found
