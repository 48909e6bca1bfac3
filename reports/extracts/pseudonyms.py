"""Ids that mean nothing outside one extract. The key is made when it is frozen, and forgotten with the process."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

IDS = ("id", "person")
Pseudonym = Callable[[str, Any], str]


def fresh_pseudonyms() -> Pseudonym:
    """A function under a key of its own that nobody keeps. The same id of the same kind has the same pseudonym."""
    key = secrets.token_bytes(32)

    def pseudonym(kind: str, one: Any) -> str:
        return hmac.new(key, f"{kind}:{one}".encode(), hashlib.sha256).hexdigest()[:24]

    return pseudonym


def without_ids(name: str, rows: Iterable[Mapping[str, Any]], pseudonym: Pseudonym) -> Iterator[dict[str, Any]]:
    """The rows of ``name`` with pseudonyms for ids; a person is the same one in every population."""
    for row in rows:
        ids = {one: pseudonym("person" if one == "person" else name, row[one]) for one in IDS if one in row}
        yield {**row, **ids}
