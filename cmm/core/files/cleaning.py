"""A file somebody sent, cleaned in a process of its own. Whatever goes wrong there, the file is not taken."""

from dataclasses import dataclass, field
from pathlib import Path

from cmm.core.apart import Failed, bare, work_apart
from cmm.core.files.kinds import MOST_BYTES, Kind, Refused, Why, kind_of

WALL_SECONDS = 20


@dataclass(frozen=True)
class Cleaned:
    """A file of a kind we know, with nothing in it but what can be read."""

    kind: Kind
    content: bytes = field(repr=False)


def clean(content: bytes) -> Cleaned:
    """Raises Refused."""
    check_size(content)
    kind_of(content)
    try:
        answer = work_apart("cmm.core.files.child", content, seconds=WALL_SECONDS, environment=bare(Path("/nowhere")))
    except Failed:
        raise Refused(Why.UNREADABLE) from None
    said, _line, cleaned = answer.partition(b"\n")
    if said.startswith(b"!"):
        raise Refused(Why(said[1:].decode()))
    check_size(cleaned)
    return Cleaned(Kind(said.decode()), cleaned)


def check_size(content: bytes) -> None:
    if not content:
        raise Refused(Why.EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(Why.TOO_LARGE)
