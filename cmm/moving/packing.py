"""Files of an export on their way to the disk: in clear, or closed for a recipient before the first byte lies there.

A closed file is ``cmmx1`` and 32 bytes of salt, then chunks of 64 KiB closed with AES-256-GCM (16 bytes of tag after
each). Its key is HKDF-SHA-256 of the export's key with that salt and the words ``cmm export``; the nonce of a chunk is
its number in 11 bytes and one byte that says whether it is the last; each is bound to the file's path.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from cmm.crypto import envelopes

MAGIC, CHUNK, SALT = b"cmmx1", 64 * 1024, 32
INFO = b"cmm export"
COST = {"n": 2**15, "r": 8, "p": 1}
ENDING = ".sealed"


@dataclass
class Writer:
    """Counts and digests what goes in, and what lies there in the end."""

    out: BinaryIO
    path: str
    cipher: AESGCM | None
    inside: Any = field(default_factory=sha256)
    outside: Any = field(default_factory=sha256)
    size: int = 0
    lies: int = 0
    waiting: bytes = b""
    chunks: int = 0

    def write(self, piece: bytes) -> None:
        self.inside.update(piece)
        self.size += len(piece)
        if self.cipher is None:
            self.put(piece)
            return
        self.waiting += piece
        while len(self.waiting) > CHUNK:
            self.close_chunk(self.waiting[:CHUNK], last=False)
            self.waiting = self.waiting[CHUNK:]

    def close_chunk(self, piece: bytes, *, last: bool) -> None:
        nonce = self.chunks.to_bytes(11, "big") + bytes([last])
        self.put(self.cipher.encrypt(nonce, piece, self.path.encode()))  # type: ignore[union-attr]
        self.chunks += 1

    def put(self, piece: bytes) -> None:
        self.outside.update(piece)
        self.lies += len(piece)
        self.out.write(piece)

    def finish(self) -> None:
        if self.cipher is not None:
            self.close_chunk(self.waiting, last=True)
        self.out.flush()
        os.fsync(self.out.fileno())


@dataclass
class Package:
    """A folder that is filled once. ``key``: closed with it; without, in clear."""

    folder: Path
    key: bytes | None
    inside: dict[str, dict[str, Any]] = field(default_factory=dict)
    outside: dict[str, dict[str, Any]] = field(default_factory=dict)

    def begin(self) -> None:
        """Raises FileExistsError: nothing is written over, and a killed export is not taken for a whole one."""
        self.folder.mkdir(mode=0o700, parents=True)

    @contextmanager
    def writing(self, path: str, *, readable: bool = False) -> Iterator[Writer]:
        """``readable``: in clear whatever else is closed, such as the reader itself."""
        key = None if readable else self.key
        name = path if key is None else f"{path}{ENDING}"
        place = self.folder / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            writer = Writer(out, path, None)
            if key is not None:
                salt = os.urandom(SALT)
                writer.put(MAGIC + salt)
                writer.cipher = AESGCM(HKDF(SHA256(), 32, salt, INFO).derive(key))
            yield writer
            writer.finish()
        self.inside[path] = {"sha256": writer.inside.hexdigest(), "bytes": writer.size}
        self.outside[name] = {"sha256": writer.outside.hexdigest(), "bytes": writer.lies}

    def write_json(self, path: str, told: Any, *, readable: bool = False) -> str:
        """Returns the digest of what lies there."""
        with self.writing(path, readable=readable) as writer:
            writer.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
        return str(writer.outside.hexdigest())


def with_passphrase(key: bytes, passphrase: str) -> dict[str, Any]:
    salt, nonce = os.urandom(SALT), os.urandom(12)
    derived = Scrypt(salt, 32, **COST).derive(passphrase.encode())
    closed = AESGCM(derived).encrypt(nonce, key, INFO)
    return {"passphrase": {**COST, "salt": text(salt), "nonce": text(nonce), "closed": text(closed)}}


def for_public_key(key: bytes, pem: bytes) -> dict[str, Any]:
    """Raises ValueError where it is no public key of P-256."""
    public = load_pem_public_key(pem)
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise ValueError("A public key of the curve P-256 (prime256v1) is asked for.")
    return {"public_key": text(envelopes.close(key, public=envelopes.point_of(public), bound_to=INFO.decode()))}


def text(plain: bytes) -> str:
    return base64.b64encode(plain).decode()
