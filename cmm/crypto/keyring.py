"""The keys, held outside the database, one ring for each purpose.

CMM_KEYRING is the path of a JSON file, or the JSON itself: for each purpose the id of the key in use and every key
by its id, 32 bytes as base64. A changed file is read again by whoever asks next, so keys are changed without a stop.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PURPOSES = ("identity", "index", "log", "files")
KEY_BYTES = 32
KEY_ID = re.compile(r"[a-z0-9-]{1,32}")


class UnknownKey(LookupError):
    """No key of this id hangs on the ring: what it closed stays closed."""


@dataclass(frozen=True)
class Key:
    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Ring:
    """The keys of one purpose: the one in use, and those that only open."""

    in_use: Key
    keys: Mapping[str, Key]

    def key(self, key_id: str) -> Key:
        try:
            return self.keys[key_id]
        except KeyError:
            raise UnknownKey(f"The keyring has no key {key_id!r} for this purpose.") from None


def ring(purpose: str) -> Ring:
    """The keys of ``purpose``, as the keyring stands now."""
    return rings()[purpose]


def rings() -> Mapping[str, Ring]:
    written: str = settings.CMM_KEYRING
    if written.lstrip().startswith("{"):
        return read(written)
    return kept_in(written, *state_of(Path(written)))


def state_of(path: Path) -> tuple[int, int, int]:
    """Differs as soon as the file is another one."""
    try:
        found = path.stat()
    except OSError as reason:
        raise unusable(f"cannot be read: {reason.strerror}") from None
    return found.st_mtime_ns, found.st_ino, found.st_size


@lru_cache(maxsize=2)
def kept_in(path: str, *_state: int) -> Mapping[str, Ring]:
    try:
        return read(Path(path).read_text())
    except (OSError, UnicodeDecodeError):
        raise unusable("cannot be read") from None


@lru_cache(maxsize=2)
def read(text: str) -> Mapping[str, Ring]:
    """The rings in ``text``; what is wrong with it is said without a word of it."""
    try:
        written = json.loads(text)
    except ValueError:
        raise unusable("is not JSON") from None
    if not isinstance(written, dict) or (missing := sorted(set(PURPOSES) - set(written))):
        raise unusable(f"has no keys for: {', '.join(missing) if isinstance(written, dict) else 'any purpose'}")
    return {purpose: read_ring(purpose, written[purpose]) for purpose in PURPOSES}


def read_ring(purpose: str, written: Any) -> Ring:
    try:
        keys = {key_id: Key(key_id, decoded(secret)) for key_id, secret in written["keys"].items()}
        in_use = keys[written["in_use"]]
    except (TypeError, AttributeError, KeyError, ValueError):
        raise unusable(
            f"is wrong at {purpose!r}: name the key in_use, and under keys 32 bytes each in base64"
        ) from None
    if not all(KEY_ID.fullmatch(key_id) for key_id in keys):
        raise unusable(f"is wrong at {purpose!r}: a key's id is small letters, digits and hyphens, 32 at most")
    return Ring(in_use, keys)


def decoded(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret, validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(key) != KEY_BYTES:
        raise ValueError
    return key


def unusable(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"CMM_KEYRING {why}. Make one with `python -m cmm.crypto new`.")
