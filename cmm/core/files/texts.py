"""What stands in a file, as far as a machine can read it; read in a process of its own."""

from dataclasses import dataclass, field
from pathlib import Path

from cmm.core.apart import Failed, bare, work_apart
from cmm.core.files.kinds import Kind, kind_of

WALL_SECONDS = 20
WHOLE, PART = "whole", "part"  # what the child says of a file before it says what stands there


@dataclass(frozen=True)
class Words:
    """``is_whole``: every page has words, and none shows a picture in which more may stand."""

    text: str = field(default="", repr=False)
    is_whole: bool = False


def words_in(content: bytes) -> Words:
    """Of a picture, and of what cannot be read, nothing."""
    if kind_of(content) != Kind.PDF:
        return Words()
    try:
        told = work_apart(
            "cmm.core.files.text_child", content, seconds=WALL_SECONDS, environment=bare(Path("/nowhere"))
        )
    except Failed:
        return Words()
    said, _line, text = told.decode().partition("\n")
    return Words(text, said == WHOLE)
