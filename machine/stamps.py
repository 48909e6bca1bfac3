"""Whether something was already made from exactly these files."""

import hashlib
import sys
from pathlib import Path


def fingerprint(*sources: Path) -> str:
    """Of the files' contents, where they lie, and this Python: a copied or moved folder is made anew."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {sources}".encode())
    for source in sources:
        total.update(source.read_bytes())
    return total.hexdigest()


def fresh(stamp: Path, *sources: Path) -> bool:
    return stamp.is_file() and stamp.read_text() == fingerprint(*sources)


def write(stamp: Path, *sources: Path) -> None:
    """Last of all, so that an interrupted step is done again."""
    stamp.write_text(fingerprint(*sources))
