"""One document drawn in a process of its own, which is killed when it takes too long."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cmm.core.paper.fonts import ROOT, font_configuration

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
    command = [sys.executable, "-m", "cmm.core.paper.child"]
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, our own interpreter
            command, input=order, capture_output=True, env=bare(home), cwd=ROOT, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise DrawingFailed(f"not drawn in {WALL_SECONDS} seconds") from late
    if child.returncode:
        raise DrawingFailed(child.stderr.decode(errors="replace")[-2000:] or str(child.returncode))
    return child.stdout


def bare(folder: Path) -> dict[str, str]:
    """An environment without database and secrets, and without any font but the product's own."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "random",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }
