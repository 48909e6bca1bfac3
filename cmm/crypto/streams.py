"""Files, closed in chunks: nothing is read into memory whole, and no chunk can be lost, doubled or moved.

``v1|key id|salt``, then chunks of AES-256-GCM. Each file has a key of its own, derived from the ring's and the salt;
a chunk's nonce is its number and whether it is the last; every chunk is bound to the file's place.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cmm.crypto.cipher import Unreadable, head
from cmm.crypto.keyring import KEY_BYTES, KEY_ID, Key, Ring, UnknownKey, ring

CHUNK, TAG, SALT = 64 * 1024, 16, 32
LONGEST_HEAD = len("v1||") + 32


def encrypt_stream(
    source: BinaryIO, *, bound_to: str, purpose: str = "files", keys: Ring | None = None
) -> Iterator[bytes]:
    """The closed file, piece by piece. An empty one is closed too: its one chunk is its last."""
    key, salt = (keys or ring(purpose)).in_use, os.urandom(SALT)
    cipher = cipher_of(key, salt)
    yield head(key) + salt
    for number, (chunk, last) in enumerate(chunks(source, CHUNK)):
        yield cipher.encrypt(nonce_of(number, last), chunk, bound_to.encode())


def decrypt_stream(
    source: BinaryIO, *, bound_to: str, purpose: str = "files", keys: Ring | None = None
) -> Iterator[bytes]:
    """The file, piece by piece; each piece is proven before it is given, the end before the iteration ends.

    Whoever passes pieces on before the end must let an exception cut the answer short.
    """
    cipher = opening_cipher(source, keys or ring(purpose))
    for number, (chunk, last) in enumerate(chunks(source, CHUNK + TAG)):
        try:
            piece = cipher.decrypt(nonce_of(number, last), chunk, bound_to.encode())
        except InvalidTag:
            raise Unreadable(f"{bound_to} does not open at chunk {number}.") from None
        yield piece


def plain_length(sealed_length: int, key_id: str) -> int:
    """How long the file inside is, for the header of a download."""
    body = sealed_length - len(f"v1|{key_id}|") - SALT
    return body - TAG * max(1, -(-body // (CHUNK + TAG)))


def key_id_of(source: BinaryIO) -> str:
    """The key a closed file asks for; the stream then stands at its salt."""
    written = b""
    while written.count(b"|") < 2 and len(written) < LONGEST_HEAD:
        byte = source.read(1)
        if not byte:
            break
        written += byte
    version, _, key_id = written.rstrip(b"|").decode("ascii", "replace").partition("|")
    if version != "v1" or not KEY_ID.fullmatch(key_id) or not written.endswith(b"|"):
        raise Unreadable("Not a closed file of this register.")
    return key_id


def opening_cipher(source: BinaryIO, keys: Ring) -> AESGCM:
    key_id = key_id_of(source)
    try:
        key = keys.key(key_id)
    except UnknownKey as reason:
        raise Unreadable(str(reason)) from None
    salt = filled(source, SALT)
    if len(salt) != SALT:
        raise Unreadable("The closed file ends before its salt.")
    return cipher_of(key, salt)


def cipher_of(key: Key, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"cmm file").derive(key.secret))


def nonce_of(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def chunks(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces of ``size``, each with whether it is the last."""
    chunk = filled(source, size)
    while following := filled(source, size):
        yield chunk, False
        chunk = following
    yield chunk, True


def filled(source: BinaryIO, size: int) -> bytes:
    """``size`` bytes, fewer only at the end: a stream may hand out less than it was asked for."""
    piece = source.read(size)
    while 0 < len(piece) < size and (more := source.read(size - len(piece))):
        piece += more
    return piece
