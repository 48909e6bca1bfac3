"""Tests named in a document are there to be run."""

from pathlib import Path

from django.conf import settings


def is_there(named: str) -> bool:
    """Whether ``path::name`` is a test of this repository."""
    path, _, name = named.partition("::")
    file = Path(settings.ROOT) / path
    return file.is_file() and f"\ndef {name}(" in file.read_text(encoding="utf-8")
