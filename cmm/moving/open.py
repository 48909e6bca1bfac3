"""Opens a closed export of the register into a new folder, where ``read.py`` then proves it. It takes, beside Python,
the package ``cryptography``:

    python open.py FOLDER NEW_FOLDER (--passphrase-file FILE | --private-key FILE.pem)
"""

import argparse
import base64
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

SEALED, ENDING, INFO = "sealed.json", ".sealed", b"cmm export"
HEAD, CHUNK = len(b"cmmx1") + 32, 64 * 1024 + 16


class WrongKey(Exception):
    """The key does not open it, or a file was touched."""


def open_into(folder: Path, into: Path, *, passphrase: str = "", pem: bytes = b"") -> None:
    """Every closed file, opened. Raises WrongKey, and FileExistsError: nothing is written over."""
    told = json.loads((folder / SEALED).read_bytes())
    key = key_of(told["key"], passphrase, pem)
    into.mkdir(mode=0o700, parents=True)
    for name in told["files"]:
        path = name.removesuffix(ENDING)
        if Path(path).is_absolute() or ".." in Path(path).parts:
            raise WrongKey(f"{name} would lie outside")
        (into / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / name).open("rb") as lies, (into / path).open("xb") as plain:
            if path == name:
                plain.write(lies.read())
            else:
                open_file(lies, plain, key, path)


def open_file(lies: BinaryIO, plain: BinaryIO, key: bytes, path: str) -> None:
    salt = lies.read(HEAD)[-32:]
    cipher = AESGCM(HKDF(SHA256(), 32, salt, INFO).derive(key))
    number, piece = 0, lies.read(CHUNK)
    while True:
        following = lies.read(CHUNK)
        try:
            plain.write(cipher.decrypt(number.to_bytes(11, "big") + bytes([not following]), piece, path.encode()))
        except (InvalidTag, ValueError):
            raise WrongKey(f"{path} does not open at chunk {number}") from None
        if not following:
            return
        number, piece = number + 1, following


def key_of(told: dict[str, Any], passphrase: str, pem: bytes) -> bytes:
    try:
        if "passphrase" in told:
            way = told["passphrase"]
            kept = Scrypt(base64.b64decode(way["salt"]), 32, way["n"], way["r"], way["p"]).derive(passphrase.encode())
            return AESGCM(kept).decrypt(base64.b64decode(way["nonce"]), base64.b64decode(way["closed"]), INFO)
        return from_envelope(base64.b64decode(told["public_key"]), pem)
    except (InvalidTag, ValueError, TypeError):
        raise WrongKey("the key does not open this export") from None


def from_envelope(sealed: bytes, pem: bytes) -> bytes:
    """1 | 65 public point | 12 nonce | 48 closed key | 12 nonce | ciphertext, as the register closes for somebody."""
    private = load_pem_private_key(pem, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError("a private key of P-256 is asked for")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sealed[1:66])
    shared = HKDF(SHA256(), 32, salt=None, info=INFO).derive(private.exchange(ec.ECDH(), theirs))
    key = AESGCM(shared).decrypt(sealed[66:78], sealed[78:126], INFO)
    return AESGCM(key).decrypt(sealed[126:138], sealed[138:], INFO)


def main() -> int:
    parser = argparse.ArgumentParser(description="Open a closed export of the register.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("into", type=Path)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--passphrase-file", type=Path)
    how.add_argument("--private-key", type=Path)
    asked = parser.parse_args()
    os.umask(0o077)
    said = asked.passphrase_file.read_text().strip() if asked.passphrase_file else ""
    try:
        open_into(asked.folder, asked.into, passphrase=said, pem=asked.private_key.read_bytes() if not said else b"")
    except (WrongKey, FileExistsError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    sys.stdout.write(f"Opened. Now: python {asked.into / 'read.py'} {asked.into}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
