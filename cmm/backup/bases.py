"""A base backup: the archives of the whole server, and a manifest laid down last that names each with its hash."""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, BinaryIO, cast

from cmm.backup.replication import Line
from cmm.backup.shelf import Damaged, Laid, Shelf, mark
from cmm.crypto.streams import filled

MANIFEST = "manifest"


@dataclass(frozen=True)
class Base:
    """What stands in a manifest. ``series`` is the run of the log it is continued by."""

    id: str
    series: str
    timeline: str
    begins: str
    ends: str
    segment: int
    version: int
    database: str
    finished_at: str
    archives: list[dict[str, Any]]

    @property
    def finished(self) -> datetime:
        return datetime.fromisoformat(self.finished_at)


def take_base(line: Line, shelf: Shelf, **facts: Any) -> Base:
    """Nothing of it counts until its manifest lies there."""
    moment = now()
    name = f"{moment:%Y%m%dT%H%M%SZ}-{mark()}"
    begins, messages = line.base_backup(f"cmm {name}")
    laid = [shelf.put(f"base/{name}/{archive}", content) for archive, content in archives(messages)]
    told: dict[str, Any] = {"id": name, "begins": begins, "ends": line.ends(), "version": line.server.server_version}
    base = Base(**told, **facts, finished_at=now().isoformat(), archives=[one.told() for one in laid])
    shelf.put(f"base/{name}/{MANIFEST}", io.BytesIO(json.dumps(asdict(base)).encode()))
    return base


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- without Django's settings, in UTC


class Archive(io.RawIOBase):
    """One archive out of the stream of messages; it ends where the next one's name comes."""

    def __init__(self, messages: Iterator[bytes]) -> None:
        self.messages, self.left, self.following = messages, b"", None
        self.over = False

    following: bytes | None

    def read(self, size: int = -1) -> bytes:
        while not self.left and not self.over:
            message = next(self.messages, None)
            if message is None or message[:1] == b"n":
                self.over, self.following = True, message
            elif message[:1] == b"d":
                self.left = message[1:]
        piece, self.left = self.left[:size], self.left[size:]
        return piece


def archives(messages: Iterator[bytes]) -> Iterator[tuple[str, BinaryIO]]:
    message = next(messages, None)
    while message is not None:
        archive = Archive(messages)
        yield message[1:].split(b"\0")[0].decode(), cast(BinaryIO, archive)
        message = archive.following


def newest_base(shelf: Shelf, until: datetime | None = None, only: str = "") -> Base:
    """The last one that was finished (before ``until``); its manifest must open. Raises Damaged."""
    found = [name for name in shelf.names("base") if name.endswith(f"/{MANIFEST}") and only in name]
    for name in reversed(found):
        base = read_manifest(shelf, name)
        if until is None or base.finished <= until:
            return base
    raise Damaged(f"{shelf.folder} holds no whole base backup{' from before then' if until else ''}.")


def read_manifest(shelf: Shelf, name: str) -> Base:
    return Base(**json.loads(b"".join(shelf.take(name))))


def check_archive(shelf: Shelf, laid: dict[str, Any]) -> None:
    """It is there, as long as it was and what it was. Raises Damaged."""
    one, digest, size = Laid(**laid), sha256(), 0
    try:
        with shelf.path(one.name).open("rb") as source:
            while piece := filled(source, 1 << 20):
                digest.update(piece)
                size += len(piece)
    except OSError as reason:
        raise Damaged(f"{one.name} cannot be read: {reason.strerror}.") from None
    if (size, digest.hexdigest()) != (one.size, one.sha256):
        raise Damaged(f"{one.name} is not what the manifest says: it was changed or cut off.")
