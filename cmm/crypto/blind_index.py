"""Finding an encrypted number: HMAC-SHA-256 of it, each column under a key of its own.

``v1|key id|digest``. Equal numbers give equal indexes, so only what is nearly unique may have one: never a surname.
"""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from cmm.crypto.cipher import head
from cmm.crypto.keyring import KEY_BYTES, Key, ring


def blind_index(value: str, *, column: str) -> bytes:
    """What ``value`` is stored as in ``column`` ("table.column")."""
    return digest(ring("index").in_use, value, column)


def blind_indexes(value: str, *, column: str) -> list[bytes]:
    """All that ``value`` may be stored as: while keys are rotated, old and new stand side by side."""
    return [digest(key, value, column) for key in ring("index").keys.values()]


def digest(key: Key, value: str, column: str) -> bytes:
    of_column = HKDFExpand(SHA256(), KEY_BYTES, f"cmm blind index {column}".encode()).derive(key.secret)
    return head(key) + hmac.digest(of_column, value.encode(), sha256)
