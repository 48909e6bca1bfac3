"""Words that stand nowhere else, written into identities; and a search for them that is hard to hide from.

What is searched is read as it is, without the zeros between the letters of UTF-16, and wherever something looks like
hex or base64, as what it then says.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from cases.particulars import Contact, Names, Numbers

HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
# Born in the 1870s: ten digits that pass for a CPR number and are nobody's.
MONTHS, DAYS, SERIALS = 12, 28, range(5000, 9000)


class Markers:
    """A stem that is drawn anew for each run, and everything planted on it."""

    def __init__(self) -> None:
        self.stem = f"zq{secrets.token_hex(5)}"
        self.birth = f"{1 + secrets.randbelow(DAYS):02}{1 + secrets.randbelow(MONTHS):02}7{secrets.randbelow(10)}"
        self.planted: set[str] = set()

    def word(self, kind: str, number: int | str) -> str:
        word = f"{self.stem}{kind}{number}x"
        self.planted.add(word)
        return word

    def number(self, turn: int) -> str:
        digits = f"{self.birth}{SERIALS[turn % len(SERIALS)]}"
        self.planted.add(digits)
        return digits

    def identity(self, n: int) -> tuple[Names, Numbers, Contact]:
        """Every field of one identity, each with a marker."""
        return (
            Names(given_names=self.word("g", n), family_names=self.word("f", n), aliases=self.word("a", n)),
            Numbers(cpr_number=self.number(n), passport=self.word("p", n), other_numbers=self.word("o", n)),
            Contact(
                phone=self.word("t", n),
                email=f"{self.word('m', n)}@eksempel.test",
                address=self.word("h", n),
                social_media=self.word("s", n),
            ),
        )

    def found_in(self, text: bytes) -> set[str]:
        """Which of the planted words can be read in ``text``, however it is written."""
        pattern = re.compile(rf"{self.stem}[a-z]\w*?x|{self.birth}-?\d{{4}}".encode(), re.IGNORECASE)
        hits = (hit.decode().lower().replace("-", "") for view in readings(text) for hit in pattern.findall(view))
        return self.planted.intersection(hits)


def readings(text: bytes) -> Iterator[bytes]:
    for view in (text, from_hex(text), from_base64(text)):
        yield view
        yield view.replace(b"\0", b"")


def from_hex(text: bytes) -> bytes:
    """Everything that looks like hex, read from its first and from its second letter."""
    runs = HEX.findall(text)
    return b"\n".join(bytes.fromhex(run.decode()) + b"\n" + shifted_hex(run) for run in runs)


def shifted_hex(run: bytes) -> bytes:
    return bytes.fromhex(run[1:-1].decode())


def from_base64(text: bytes) -> bytes:
    """Everything that looks like base64, read from each of its first four letters."""
    return b"\n".join(decoded(run[start:]) for run in BASE64.findall(text) for start in range(4))


def decoded(run: bytes) -> bytes:
    whole = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(whole[: len(whole) // 4 * 4] + padding(whole))
    except binascii.Error:
        return b""


def padding(whole: bytes) -> bytes:
    rest = whole[len(whole) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def found_in_files(markers: Markers, paths: list[Path]) -> set[str]:
    return {word for path in paths for word in markers.found_in(path.read_bytes())}
