"""What somebody closes who can never open it again: AES-256-GCM under a key drawn for it alone, and that key closed
for the holder of a P-256 key (ECDH with a pair drawn for it, HKDF-SHA-256). Both are bound to the place they belong to.

One string of bytes: 1 (the version) | 65 public point | 12 nonce | 48 closed key | 12 nonce | ciphertext.
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cmm.crypto.cipher import Unreadable

VERSION = b"\x01"
POINT, NONCE, CLOSED_KEY = 65, 12, 48
SHORTEST = len(VERSION) + POINT + NONCE + CLOSED_KEY + NONCE + 16
CURVE = ec.SECP256R1()


@dataclass(frozen=True)
class Pair:
    """A public point, and the number behind it as text: what is kept is closed by whoever keeps it."""

    public: bytes
    private: str = field(repr=False)


def new_pair() -> Pair:
    private = ec.generate_private_key(CURVE)
    return Pair(point_of(private.public_key()), f"{private.private_numbers().private_value:064x}")


def point_of(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def close(plain: bytes, *, public: bytes, bound_to: str) -> bytes:
    """The same as the phone does (static/js/phone-seal.js)."""
    ours = ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    key, first, second = os.urandom(32), os.urandom(NONCE), os.urandom(NONCE)
    shared, place = AESGCM(derived(ours.exchange(ec.ECDH(), theirs), bound_to)), bound_to.encode()
    closed = shared.encrypt(first, key, place)
    return VERSION + point_of(ours.public_key()) + first + closed + second + AESGCM(key).encrypt(second, plain, place)


def open_envelope(sealed: bytes, *, private: str, bound_to: str) -> bytes:
    """What was closed for exactly this key and place; anything else raises ``Unreadable``."""
    if len(sealed) < SHORTEST or sealed[:1] != VERSION:
        raise Unreadable("Not an envelope.")
    point, rest = sealed[1 : 1 + POINT], sealed[1 + POINT :]
    first, closed, rest = rest[:NONCE], rest[NONCE : NONCE + CLOSED_KEY], rest[NONCE + CLOSED_KEY :]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = ec.derive_private_key(int(private, 16), CURVE).exchange(ec.ECDH(), theirs)
        key = AESGCM(derived(shared, bound_to)).decrypt(first, closed, bound_to.encode())
        return AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], bound_to.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("The envelope does not open.") from None


def derived(shared: bytes, bound_to: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=bound_to.encode()).derive(shared)
