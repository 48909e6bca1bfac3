"""What is older than its time goes: by hand of the folder's owner, for whoever follows the register may not delete.

Kept are the base backups of so many days and the last before them, and the log from there on. The ledger of
destructions is kept for ever. A file that is gone from the register goes when it has been gone for as many days.
"""

import time
from datetime import timedelta
from pathlib import Path

from cmm.backup.bases import MANIFEST, Base, now, read_manifest
from cmm.backup.beside import spans
from cmm.backup.extracting import LINES
from cmm.backup.replication import as_number
from cmm.backup.shelf import Damaged, Shelf


def prune(shelf: Shelf, files: Path, days: float) -> int:
    """How many things went. Raises Damaged, and nothing goes, where a manifest does not open or none is old enough."""
    names = [name for name in shelf.names("base") if name.endswith(f"/{MANIFEST}")]
    bases = [read_manifest(shelf, name) for name in names]
    kept = kept_of(bases, days)
    gone = [name for base in bases if base not in kept for name in shelf.names(f"base/{base.id}")]
    gone += old_log(shelf, kept)
    gone += old_files(shelf, files, days)
    for name in sorted(gone, key=lambda name: not name.endswith(f"/{MANIFEST}")):  # without one a base counts no more
        shelf.path(name).unlink()
    return len(gone)


def kept_of(bases: list[Base], days: float) -> list[Base]:
    since = now() - timedelta(days=days)
    older = sorted((base for base in bases if base.finished < since), key=lambda base: base.finished)
    kept = [base for base in bases if base.finished >= since] + older[-1:]
    if not kept:
        raise Damaged(f"{len(bases)} base backups lie there, and none would be left.")
    return kept


def old_log(shelf: Shelf, kept: list[Base]) -> list[str]:
    """Pieces before the first kept base backup of their series, and whole series nothing kept goes on by."""
    begins = {base.series: as_number(base.begins) for base in sorted(kept, key=lambda base: -as_number(base.begins))}
    segment = kept[0].segment
    old = []
    for folder in sorted(shelf.path("wal").glob("*")):
        first = begins.get(folder.name)
        pieces = spans(shelf, f"wal/{folder.name}", 16)
        old += [name for name, _start, end in pieces if first is None or end <= first - first % segment]
    beside = [name for name in shelf.names("beside") if f"/{LINES}/" in name]
    return old + [name for name in beside if name.split("/")[1] not in begins]


def old_files(shelf: Shelf, files: Path, days: float) -> list[str]:
    """Copies of what is gone, or was closed anew, so many days after that was first seen; which stands beside."""
    living = {f"{path.parent.name}/{path.name}-{path.stat().st_mtime_ns}" for path in files.glob("*/*")}
    old = []
    for name in shelf.names("files"):
        seen = shelf.path(f"gone/{name.removeprefix('files/')}")
        if name.removeprefix("files/").rpartition("-")[0] in living:
            continue
        shelf.make_folder(seen.parent)
        if not seen.exists():
            seen.touch()
        elif seen.stat().st_mtime < time.time() - days * 86_400:
            old += [name, str(seen.relative_to(shelf.folder))]
    return old
