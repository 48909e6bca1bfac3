"""The folder of the backup. Things are laid down in it and never changed, renamed or taken away: whoever lays them down
needs no right to delete. Each is closed for its own name, and at its end it says that it is whole.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cmm.crypto.cipher import Unreadable
from cmm.crypto.keyring import Ring
from cmm.crypto.streams import decrypt_stream, encrypt_stream, key_id_of, plain_length


class Damaged(Exception):
    """One line: what of the backup is missing or is not what was laid down."""


@dataclass(frozen=True)
class Laid:
    """One thing, as the manifest of a base backup knows it."""

    name: str
    size: int
    sha256: str

    def told(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True)
class Shelf:
    folder: Path
    keys: Ring

    def path(self, name: str) -> Path:
        return self.folder / name

    def put(self, name: str, source: BinaryIO) -> Laid:
        """On the disk when this returns. A name is used once."""
        path, digest, size = self.path(name), sha256(), 0
        self.make_folder(path.parent)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as target:
            for piece in encrypt_stream(source, bound_to=self.place_of(name), keys=self.keys):
                digest.update(piece)
                size += target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        settle(path.parent)
        return Laid(name, size, digest.hexdigest())

    def make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self.make_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            settle(folder.parent)

    def take(self, name: str) -> Iterator[bytes]:
        """Piece by piece, each proven; whoever passes them on lets an exception cut that short. Raises Damaged."""
        try:
            with self.path(name).open("rb") as source:
                yield from decrypt_stream(source, bound_to=self.place_of(name), keys=self.keys)
        except OSError as reason:
            raise Damaged(f"{name} cannot be read: {reason.strerror}.") from None
        except Unreadable as reason:
            raise Damaged(f"{name} is damaged, or was closed with another key. ({reason})") from None

    def place_of(self, name: str) -> str:
        return f"backup:{name}"

    def names(self, under: str) -> list[str]:
        """Of all that lies under a folder, in order."""
        return sorted(str(path.relative_to(self.folder)) for path in self.path(under).rglob("*") if path.is_file())

    def holds(self, name: str, length: int) -> bool:
        """Whether it was laid down to its end, by its length alone."""
        try:
            with self.path(name).open("rb") as source:
                return plain_length(self.path(name).stat().st_size, key_id_of(source)) == length
        except Unreadable:
            return False


def mark() -> str:
    """What a killed process began is begun again under another name."""
    return secrets.token_hex(4)


def settle(folder: Path) -> None:
    """The names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
