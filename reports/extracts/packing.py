"""Rows as lines of JSON, packed. The digest is of the lines, so that packing them anew proves nothing else."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

Row = dict[str, Any]


class BrokenSeal(Exception):
    """What was sealed is no longer what stands there."""


@dataclass(frozen=True)
class Packed:
    """The rows of one population."""

    name: str
    rows: int
    sha256: str
    content: bytes


def packed(name: str, rows: Iterable[Mapping[str, Any]]) -> Packed:
    """One row in memory at a time, besides what is packed."""
    out, digest, number = BytesIO(), hashlib.sha256(), 0
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        for row in rows:
            line = canonical(row) + b"\n"
            digest.update(line)
            file.write(line)
            number += 1
    return Packed(name, number, digest.hexdigest(), out.getvalue())


def opened(content: bytes) -> Iterator[Row]:
    """The rows in their order."""
    with gzip.GzipFile(fileobj=BytesIO(content)) as file:
        for line in file:
            yield json.loads(line)


def proved(part: Packed) -> None:
    """Raises BrokenSeal where the content is not what the digest was taken of."""
    digest = hashlib.sha256()
    try:
        with gzip.GzipFile(fileobj=BytesIO(part.content)) as file:
            for line in file:
                digest.update(line)
    except (OSError, EOFError) as error:
        raise BrokenSeal(part.name) from error
    if digest.hexdigest() != part.sha256:
        raise BrokenSeal(part.name)


def digest_of(head: Mapping[str, Any], parts: Iterable[Packed]) -> str:
    """One digest of all of an extract."""
    told = {"head": head, "parts": {part.name: [part.rows, part.sha256] for part in parts}}
    return hashlib.sha256(canonical(told)).hexdigest()


def canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
