"""Code names: Danish words of nature, none of them a person's name."""

from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("code_names.txt")


@cache
def words() -> tuple[str, ...]:
    return tuple(SOURCE.read_text(encoding="utf-8").split())


def numbered(number: int) -> list[str]:
    """The words themselves, and from 2 on with a number: Havtorn 2."""
    return [word if number == 1 else f"{word} {number}" for word in words()]
