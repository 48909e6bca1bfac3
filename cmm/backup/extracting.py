"""Out of the folder of the backup, all of it proven: a data folder PostgreSQL can recover, and what lay beside."""

import io
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from cmm.backup.bases import Base, check_archive
from cmm.backup.beside import GROWING, joined
from cmm.backup.replication import as_number
from cmm.backup.shelf import Damaged, Shelf

ONLY = "base.tar"
LINES, LEDGER = GROWING


class Pulled(io.RawIOBase):
    """Pieces as a file that is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        while not self.left and (piece := next(self.pieces, None)) is not None:
            self.left = piece
        piece, self.left = self.left[:size], self.left[size:]
        return piece


def lay_out_base(shelf: Shelf, base: Base, folder: Path) -> None:
    """Raises Damaged before anything is written, where an archive is not what its manifest says.

    PostgreSQL's own control file comes last.
    """
    for laid in base.archives:
        check_archive(shelf, laid)
    if [laid["name"].rpartition("/")[2] for laid in base.archives] != [ONLY]:
        raise Damaged("The backup holds tablespaces, and this register has none.")
    folder.mkdir(mode=0o700)
    pulled = cast(BinaryIO, Pulled(shelf.take(base.archives[0]["name"])))
    try:
        with tarfile.open(fileobj=pulled, mode="r|") as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as reason:
        raise Damaged(f"{base.archives[0]['name']} cannot be unpacked: {reason}.") from None
    while pulled.read(1 << 20):  # what follows the archive's end is proven too
        pass
    (folder / "recovery.signal").touch()


def lay_out_log(shelf: Shelf, base: Base, folder: Path, until: datetime | None) -> int:
    """The log from the base backup on, in segments; gives how far it reaches. Raises Damaged where some is missing.

    With a moment to recover to, damage behind it does no harm: whether the moment was reached PostgreSQL knows.
    """
    folder.mkdir(mode=0o700)
    begins = as_number(base.begins)
    reached = begins - begins % base.segment
    try:
        for start, content in joined(shelf, f"wal/{base.series}", 16, reached, "The write-ahead log"):
            write_log(base, folder, start, content, after=reached)
            reached = start + len(content)
    except Damaged:
        if until is None:
            raise
    if reached < as_number(base.ends):
        raise Damaged("The write-ahead log ends before the base backup does.")
    return reached


def write_log(base: Base, folder: Path, start: int, content: bytes, after: int) -> None:
    place, content = max(start, after), content[max(0, after - start) :]
    while content:
        number, offset = divmod(place, base.segment)
        path = folder / segment_name(base, number)
        if not path.exists():
            with path.open("wb") as new:
                new.truncate(base.segment)
        piece, content = content[: base.segment - offset], content[base.segment - offset :]
        with path.open("r+b") as segment:
            segment.seek(offset)
            segment.write(piece)
        place += len(piece)


def segment_name(base: Base, number: int) -> str:
    high, low = divmod(number, (1 << 32) // base.segment)
    return f"{int(base.timeline):08X}{high:08X}{low:08X}"


def lay_out_beside(shelf: Shelf, base: Base, folder: Path, outside: Path | None) -> None:
    """The log's anchors and the ledger of destructions: those that still lie outside, else those in the backup."""
    folder.mkdir(mode=0o700)
    anchors = content_of(shelf, f"beside/{base.series}/{LINES}")
    living = outside / LINES if outside else None
    if living and living.exists():
        anchors = longer(anchors, living.read_bytes())
    (folder / LINES).write_bytes(anchors)
    (folder / LEDGER).write_bytes(ledger(shelf, outside))


def longer(kept: bytes, living: bytes) -> bytes:
    short, long = sorted((kept, living), key=len)
    if not long.startswith(short):
        raise Damaged("The log's anchors outside the database are not those the backup was made beside.")
    return long


def ledger(shelf: Shelf, outside: Path | None) -> bytes:
    """Every line of every series, and of the one outside: what was destroyed at any time stays destroyed."""
    sources = [content_of(shelf, name) for name in under_every_series(shelf)]
    if outside and (outside / LEDGER).exists():
        sources.append((outside / LEDGER).read_bytes())
    lines = dict.fromkeys(line for source in sources for line in source.splitlines(keepends=True))
    return b"".join(line for line in lines if line.endswith(b"\n"))


def under_every_series(shelf: Shelf) -> list[str]:
    return sorted({name.rpartition("/")[0] for name in shelf.names("beside") if f"/{LEDGER}/" in name})


def content_of(shelf: Shelf, under: str) -> bytes:
    whole = bytearray()
    for start, content in joined(shelf, under, 10, 0, under):
        del whole[start:]
        whole += content
    return bytes(whole)
