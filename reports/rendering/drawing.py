"""The worker's side of drawing: starts the child, listens to its steps, and collects what it left."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from reports.labels import both
from reports.rendering.child import LANGUAGES
from reports.rendering.files import DataFile
from reports.rendering.fonts import ROOT, font_configuration
from reports.rendering.pages import STEPS as PARTS
from reports.rendering.titles import report_title

WALL_SECONDS = 120
HASH_SEED = "random"
STEPS = (PARTS + 1) * len(LANGUAGES) + 1


class DrawingFailed(Exception):
    """The child ended without its files. The job is tried again, and gives up loudly."""


def draw_edition(
    figures: dict[str, Any], *, number: int, digest: str, stamp: datetime, tell: Callable[[int, int, str], None]
) -> list[DataFile]:
    """Every file of the edition. The same figures, number and moment give the same bytes."""
    order = {
        "figures": figures,
        "number": number,
        "digest": digest,
        "stamp": stamp.isoformat(timespec="seconds"),
        "titles": both(report_title(figures["year"])),
    }
    with tempfile.TemporaryDirectory(prefix="cmm-report-") as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(font_configuration(folder / "cache"))
        listen(start(folder), json.dumps(order, sort_keys=True), tell)
        return collected(folder)


def environment(folder: Path) -> dict[str, str]:
    """A bare environment: no database, no secret, no font but the report's own."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": HASH_SEED,
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }


def start(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 -- our own module, our own interpreter
        [sys.executable, "-m", "reports.rendering.child", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder),
        cwd=ROOT,
    )


def listen(child: "subprocess.Popen[str]", order: str, tell: Callable[[int, int, str], None]) -> None:
    """Pass the child's steps on; whatever happens here, the child does not outlive it."""
    limit = threading.Timer(WALL_SECONDS, child.kill)
    limit.start()
    with child:
        try:
            complaint = spoken(child, order, tell)
        finally:
            limit.cancel()
            child.kill()
    if child.returncode:
        raise DrawingFailed(complaint[-2000:] or str(child.returncode))


def spoken(child: "subprocess.Popen[str]", order: str, tell: Callable[[int, int, str], None]) -> str:
    """Give the order, tell each step, and return what the child complained of once it has ended."""
    stdin, stdout, stderr = child.stdin, child.stdout, child.stderr
    if stdin is None or stdout is None or stderr is None:
        raise DrawingFailed("the child has no pipes")
    complaint: list[str] = []
    reader = threading.Thread(target=lambda: complaint.append(stderr.read()), daemon=True)
    reader.start()
    stdin.write(order)
    stdin.close()
    for place, step in enumerate(stdout, 1):
        tell(place, STEPS, step.strip())
    child.wait()
    reader.join()
    return complaint[0]


def collected(folder: Path) -> list[DataFile]:
    listed = json.loads((folder / "files.json").read_text())
    return [DataFile(about="", content=(folder / one["name"]).read_bytes(), **one) for one in listed]
