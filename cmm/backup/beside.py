"""What lies beside the database and is copied with it: the cases' files, and the two files outside that only grow.

They are copied before the log that speaks of them is laid down, so that whatever row comes back has its file.
"""

import io
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cmm.backup.shelf import Damaged, Shelf, mark

HALF = ".part"  # as cmm.crypto.vault names what is not whole yet
GROWING = ("blocks.jsonl", "destructions.jsonl")  # of cmm.audit.anchors and cmm.oversight.retention.lines
COARSE = 2 * 10**9  # nanoseconds a folder's time may lag behind what is put in it


class Files:
    """Every file under its name and the moment it was put there: closed anew, it comes again."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf, self.folder = shelf, folder
        self.seen: dict[str, int] = {}
        self.known: set[str] = set()
        self.lying: dict[str, list[str]] = defaultdict(list)
        for name in shelf.names("files"):
            self.lying[name.rpartition("-")[0]].append(name)

    def copy(self) -> None:
        for folder in sorted(self.folder.glob("*")):
            changed = folder.stat().st_mtime_ns
            if self.seen.get(folder.name) == changed:
                continue
            for entry in os.scandir(folder):
                if not entry.name.endswith(HALF):
                    self.copy_one(folder.name, entry)
            if changed < time.time_ns() - COARSE:
                self.seen[folder.name] = changed

    def copy_one(self, folder: str, entry: "os.DirEntry[str]") -> None:
        try:
            found = entry.stat()
            name = f"files/{folder}/{entry.name}-{found.st_mtime_ns}"
            if name in self.known:
                return
            if not any(self.shelf.holds(lying, found.st_size) for lying in self.lying.get(name, ())):
                with open(entry.path, "rb") as source:
                    self.shelf.put(f"{name}-{mark()}", source)
        except FileNotFoundError:  # dropped meanwhile
            return
        self.known.add(name)


class Growing:
    """One file that only grows, by its whole lines."""

    def __init__(self, shelf: Shelf, series: str, path: Path) -> None:
        self.shelf, self.path, self.under = shelf, path, f"beside/{series}/{path.name}"
        self.length = 0
        for name, begins, ends in spans(shelf, self.under, 10):
            if begins <= self.length < ends and shelf.holds(name, ends - begins):
                self.length = ends

    def copy(self) -> None:
        if not self.path.exists() or self.path.stat().st_size <= self.length:
            return
        with self.path.open("rb") as source:
            source.seek(self.length)
            more = source.read()
        if whole := more[: more.rfind(b"\n") + 1]:
            ends = self.length + len(whole)
            self.shelf.put(f"{self.under}/{self.length:012}-{ends:012}-{mark()}", io.BytesIO(whole))
            self.length = ends


def spans(shelf: Shelf, under: str, base: int) -> Iterator[tuple[str, int, int]]:
    """Names that say from where to where they reach, in order."""
    for name in shelf.names(under):
        begins, ends, _mark = name.rpartition("/")[2].split("-")
        yield name, int(begins, base), int(ends, base)


def joined(shelf: Shelf, under: str, base: int, begins: int, what: str) -> Iterator[tuple[int, bytes]]:
    """What lies there from ``begins`` to the last end, without a gap; each piece with its place.

    One that is shorter than its name says was being laid down when its writer was killed: nobody was told that it lies
    there, and another covers it, or the backup ends before it. Raises Damaged.
    """
    reached, broken = begins, None
    for name, start, end in spans(shelf, under, base):
        if end <= reached or not shelf.holds(name, end - start):
            continue
        if start > reached:
            raise broken or Damaged(f"{what} is missing between {reached:X} and {start:X}.")
        try:
            content = b"".join(shelf.take(name))
        except Damaged as reason:
            broken = broken or reason
            continue
        yield start, content
        reached, broken = end, None
    if broken:
        raise broken
