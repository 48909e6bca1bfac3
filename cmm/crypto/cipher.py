"""AES-256-GCM: ``v1|key id|nonce|ciphertext``, bound to the place it lies in. It fails closed.

A wrong key, a changed byte or a ciphertext moved to another row raises; nothing here ever hands back what it could
not open.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cmm.crypto.keyring import Key, UnknownKey, ring

NONCE_BYTES = 12


class Unreadable(Exception):
    """The bytes were not closed with a key we hold, for this place. What they are is not said."""


def place(table: str, column: str, row: UUID) -> str:
    """Where a ciphertext belongs; moved to another row or column it does not open."""
    return f"{table}.{column}:{row}"


def encrypt(plain: bytes, *, purpose: str, bound_to: str) -> bytes:
    key, nonce = ring(purpose).in_use, os.urandom(NONCE_BYTES)
    return head(key) + nonce + b"|" + AESGCM(key.secret).encrypt(nonce, plain, bound_to.encode())


def decrypt(sealed: bytes, *, purpose: str, bound_to: str) -> bytes:
    """What was closed for exactly this place; anything else raises ``Unreadable``."""
    key_id, rest = parted(sealed)
    nonce, bar, closed = rest[:NONCE_BYTES], rest[NONCE_BYTES : NONCE_BYTES + 1], rest[NONCE_BYTES + 1 :]
    if bar != b"|":
        raise Unreadable(f"{bound_to} is not a ciphertext.")
    try:
        return AESGCM(ring(purpose).key(key_id).secret).decrypt(nonce, closed, bound_to.encode())
    except (InvalidTag, UnknownKey, ValueError):
        raise Unreadable(f"{bound_to} does not open with key {key_id!r}.") from None


def head(key: Key) -> bytes:
    """How everything closed with ``key`` begins."""
    return f"v1|{key.id}|".encode()


def parted(sealed: bytes) -> tuple[str, bytes]:
    """The key's id and what follows it."""
    version, _, rest = sealed.partition(b"|")
    key_id, bar, closed = rest.partition(b"|")
    if version != b"v1" or not bar or not key_id.isascii():
        raise Unreadable("Not a ciphertext of this register.")
    return key_id.decode(), closed


class Opener:
    """Opens many of one purpose at once: the ring is read once, and each key is set up once."""

    def __init__(self, purpose: str) -> None:
        self.ring = ring(purpose)
        self.ciphers: dict[bytes, AESGCM] = {}

    def open(self, sealed: bytes, bound_to: str) -> bytes:
        """The same as ``decrypt``, and as closed to anything that lies in another place."""
        version, key_id, rest = sealed.split(b"|", 2)
        cipher = self.ciphers.get(key_id) or self.cipher(key_id)
        if version != b"v1" or rest[NONCE_BYTES : NONCE_BYTES + 1] != b"|":
            raise Unreadable(f"{bound_to} is not a ciphertext.")
        try:
            return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES + 1 :], bound_to.encode())
        except (InvalidTag, ValueError):
            raise Unreadable(f"{bound_to} does not open with key {key_id!r}.") from None

    def cipher(self, key_id: bytes) -> AESGCM:
        try:
            key = self.ring.key(key_id.decode("ascii", "replace"))
        except UnknownKey:
            raise Unreadable(f"Nothing here opens with key {key_id!r}.") from None
        self.ciphers[key_id] = AESGCM(key.secret)
        return self.ciphers[key_id]
