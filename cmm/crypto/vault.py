"""Files nobody can read where they lie: closed with a key of ``files``, each bound to its name, which says nothing.

A file appears whole or not at all: it is written beside its place, forced to the disk, and then given its name.
"""

import io
import os
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from cmm.crypto.cipher import Unreadable, head
from cmm.crypto.keyring import ring
from cmm.crypto.streams import decrypt_stream, encrypt_stream, key_id_of

HALF = ".part"


def folder() -> Path:
    return Path(settings.CMM_FILES_FOLDER)


def path_of(name: UUID) -> Path:
    return folder() / name.hex[:2] / str(name)


def put(name: UUID, content: bytes) -> None:
    """``content`` lies closed under ``name``, and would after a power cut."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}{HALF}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(encrypt_stream(io.BytesIO(content), bound_to=place_of(name)))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    for kept in (path.parent, path.parent.parent):
        settle(kept)


def settle(path: Path) -> None:
    """The names in a folder are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def take(name: UUID) -> bytes:
    """The whole file, proven to its end. Raises Unreadable where it is missing, changed, cut off or another's."""
    try:
        with path_of(name).open("rb") as file:
            return b"".join(decrypt_stream(file, bound_to=place_of(name)))
    except OSError as reason:
        raise Unreadable(f"{place_of(name)} cannot be read: {reason.strerror}.") from None


def place_of(name: UUID) -> str:
    return f"file:{name}"


def kept() -> Iterator[UUID]:
    """The names of all that lies there whole."""
    for path in sorted(folder().glob("*/*")):
        if path.suffix != HALF:
            yield UUID(path.name)


def halves() -> Iterator[Path]:
    """What a killed process left half-written."""
    yield from folder().glob(f"*/*{HALF}")


def is_stale(name: UUID) -> bool:
    """Whether the file was closed with another key than the one in use. Raises Unreadable."""
    try:
        with path_of(name).open("rb") as file:
            return f"v1|{key_id_of(file)}|".encode() != head(ring("files").in_use)
    except FileNotFoundError:
        return False


def close_anew(name: UUID) -> None:
    """The same file under the key in use; killed in between, the older one lies there still. Raises Unreadable."""
    put(name, take(name))


def drop(name: UUID) -> None:
    path_of(name).unlink(missing_ok=True)


def older_than(age: timedelta) -> list[UUID]:
    """The names of all that has lain there whole for ``age``."""
    return [name for name in kept() if is_older(path_of(name), age)]


def drop_halves(age: timedelta) -> None:
    for path in halves():
        if is_older(path, age):
            path.unlink(missing_ok=True)


def is_older(path: Path, age: timedelta) -> bool:
    try:
        return path.stat().st_mtime < timezone.now().timestamp() - age.total_seconds()
    except FileNotFoundError:
        return False
