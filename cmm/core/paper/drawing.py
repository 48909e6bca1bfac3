"""One document drawn in a process of its own, which is killed when it takes too long."""

import json
import shutil
import tempfile
from pathlib import Path

from cmm.core import apart
from cmm.core.paper.fonts import font_configuration

WALL_SECONDS = 60


class DrawingFailed(Exception):
    """The child ended without a document, or did not end."""


def draw(html: str, css: str) -> bytes:
    """``html`` as PDF/UA-1, finished. The same words give the same bytes."""
    home = Path(tempfile.mkdtemp(prefix="cmm-paper-"))
    try:
        (home / "fonts.conf").write_text(font_configuration(home / "cache"))
        return drawn_by_child(home, json.dumps({"html": html, "css": css}).encode())
    finally:
        shutil.rmtree(home, ignore_errors=True)


def drawn_by_child(home: Path, order: bytes) -> bytes:
    try:
        return apart.work_apart("cmm.core.paper.child", order, seconds=WALL_SECONDS, environment=bare(home))
    except apart.Failed as failed:
        raise DrawingFailed(str(failed)) from failed


def bare(folder: Path) -> dict[str, str]:
    """An environment without database and secrets, and without any font but the product's own."""
    return apart.bare(folder) | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
