"""The compiled text catalogues, which are not committed: made when one is missing or older than its source."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cmm.embedded import checks
from cmm.embedded.places import ROOT


def sources() -> Iterator[Path]:
    for room in ROOT.iterdir():
        if room.is_dir() and not room.name.startswith((".", "node_modules")):
            yield from room.glob("**/locale/*/LC_MESSAGES/django.po")


def stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_stale(variables: Mapping[str, str]) -> None:
    if any(map(stale, sources())):
        checks.call(("manage", "compile_texts"), variables)
