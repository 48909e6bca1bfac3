"""Which program counted and drew an edition: a mark of the files that decide what it prints."""

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECIDING = (
    "reports/definitions", "reports/figures", "reports/disclosure", "reports/history", "reports/rendering",
    "reports/labels.py", "reports/countries.py", "reports/numbers.py", "reports/wording.py", "templates/reports/pdf",
    "reports/locale",
)  # fmt: skip
KINDS = {".py", ".csv", ".html", ".css", ".po"}


@cache
def code_version() -> str:
    """Twelve signs, the same wherever the same files stand."""
    digest = hashlib.sha256()
    for path in sorted(deciding()):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def deciding() -> list[Path]:
    places = [ROOT / name for name in DECIDING]
    files = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    return [path for path in files if path.suffix in KINDS]
