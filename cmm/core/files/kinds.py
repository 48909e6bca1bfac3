"""The kinds of files that are taken, known by how they begin: neither by a name nor by what a browser says."""

from enum import StrEnum

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000


class Kind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    PIXELS = "pixels"
    MOVING = "moving"


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def kind_of(content: bytes) -> Kind:
    """Raises Refused where the content begins like none of the kinds."""
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.WEBP
    raise Refused(Why.UNKNOWN)
