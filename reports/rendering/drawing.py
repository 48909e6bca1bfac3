"""The worker's side of drawing: starts the child, listens to its steps, and collects what it left."""

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cmm.core.paper.drawing import bare
from cmm.core.paper.fonts import ROOT, font_configuration
from reports.labels import both
from reports.rendering.child import LANGUAGES
from reports.rendering.files import DataFile
from reports.rendering.pages import STEPS as PARTS
from reports.rendering.titles import report_title

WALL_SECONDS = 120
HASH_SEED = "random"
STEPS = (PARTS + 1) * len(LANGUAGES) + 1


# What the last line of a child's complaint begins with, and what the job keeps of it: a code, never the text.
COMPLAINTS = {
    "MemoryError": "too_big",
    "KeyError": "no_figure",
    "IndexError": "no_figure",
    "StopIteration": "no_figure",
    "FileNotFoundError": "not_ready",
}


class DrawingFailed(Exception):
    """The child ended without its files. The job is tried again; ``failure`` says why in a code."""

    def __init__(self, complaint: str, failure: str = "broken") -> None:
        super().__init__(complaint)
        self.failure = failure


def draw_edition(
    figures: dict[str, Any], *, number: int, digest: str, stamp: datetime, tell: Callable[[int, int, str], None]
) -> list[DataFile]:
    """Every file of the edition. The same figures, number and moment give the same bytes."""
    home = Path(tempfile.mkdtemp(prefix="cmm-report-"))
    try:
        (home / "fonts.conf").write_text(font_configuration(home / "cache"))
        order = order_for(figures, number=number, digest=digest, stamp=stamp)
        return listen(start(home), json.dumps(order, sort_keys=True), tell)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def order_for(figures: dict[str, Any], *, number: int, digest: str, stamp: datetime) -> dict[str, Any]:
    """All the child needs to know."""
    moment = stamp.isoformat(timespec="seconds")
    titles = both(report_title(figures["year"]))
    return {"figures": figures, "number": number, "digest": digest, "stamp": moment, "titles": titles}


def environment(folder: Path) -> dict[str, str]:
    """A bare environment: no database, no secret, no font but the report's own."""
    return bare(folder) | {"PYTHONHASHSEED": HASH_SEED}


def start(home: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 -- our own module, our own interpreter
        [sys.executable, "-m", "reports.rendering.child", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
        cwd=ROOT,
    )


def listen(child: "subprocess.Popen[bytes]", order: str, tell: Callable[[int, int, str], None]) -> list[DataFile]:
    """Pass the child's steps on and take its files; whatever happens here, the child does not outlive it."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    limit = threading.Timer(WALL_SECONDS, end)
    limit.start()
    with child:
        try:
            files, complaint = heard(child, order, tell)
        finally:
            limit.cancel()
            child.kill()
    if child.returncode:
        failure = failure_of(complaint, child.returncode, late=late.is_set())
        raise DrawingFailed(complaint[-2000:] or str(child.returncode), failure)
    return files


def failure_of(complaint: str, code: int, *, late: bool) -> str:
    """Why the child ended, as a code: by its limits, by the machine's, or by what it said last."""
    if late or code == -signal.SIGXCPU:
        return "too_slow"
    if code == -signal.SIGKILL:
        return "too_big"
    name = (complaint.strip().splitlines() or [""])[-1].partition(":")[0]
    return COMPLAINTS.get(name, "broken")


def heard(
    child: "subprocess.Popen[bytes]", order: str, tell: Callable[[int, int, str], None]
) -> tuple[list[DataFile], str]:
    """Give the order; the files and the complaints of the child once it has ended."""
    stdin, stdout, stderr = child.stdin, child.stdout, child.stderr
    if stdin is None or stdout is None or stderr is None:
        raise DrawingFailed("the child has no pipes")
    complaint: list[bytes] = []
    reader = threading.Thread(target=lambda: complaint.append(stderr.read()), daemon=True)
    reader.start()
    with contextlib.suppress(BrokenPipeError):  # a child that died at once says why on its other pipe
        stdin.write(order.encode())
        stdin.close()
    files = list(taken(stdout, tell))
    child.wait()
    reader.join()
    return files, complaint[0].decode(errors="replace")


def taken(stdout: IO[bytes], tell: Callable[[int, int, str], None]) -> Iterator[DataFile]:
    """The files as they come; steps are told on the way."""
    step = 0
    for line in stdout:
        told = json.loads(line)
        if "file" in told:
            yield DataFile(about="", content=stdout.read(told["size"]), **told["file"])
        else:
            step += 1
            tell(step, STEPS, told["step"])
