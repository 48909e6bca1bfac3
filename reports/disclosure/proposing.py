"""Tau-Argus (pytauargus) proposes what to withhold of each total and its parts, one table at a time.

It knows nothing of other tables and audits nothing: what it proposes is where our own search begins, which takes back
whatever was withheld in vain.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from reports.disclosure.figures import Figure
from reports.disclosure.leftovers import by_dimension

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "cmm-proposer-"
WALL_SECONDS = 60

Proposer = Callable[[Mapping[Figure, int], int], frozenset[Figure]]


class ProposingFailed(Exception):
    """The child ended without an answer."""


def nothing(_counts: Mapping[Figure, int], _threshold: int) -> frozenset[Figure]:
    """No proposal: the search begins with what is small."""
    return frozenset()


def is_there() -> bool:
    return importlib.util.find_spec("pytauargus") is not None


def tau_argus(counts: Mapping[Figure, int], threshold: int) -> frozenset[Figure]:
    """What it would withhold of every total and its parts. Raises ProposingFailed."""
    tables = divided(counts)
    asked = [{str(place): counts[part] for place, part in enumerate(parts)} for parts in tables]
    answers = answered({"threshold": threshold, "tables": asked})
    return frozenset(parts[int(place)] for parts, answer in zip(tables, answers, strict=True) for place in answer)


def divided(counts: Mapping[Figure, int]) -> list[list[Figure]]:
    """The parts of each number that make it up, where some of them are persons."""
    found = []
    for (whole, _dimension), parts in sorted(by_dimension(counts).items()):
        if whole in counts and 0 < counts[whole] == sum(counts[part] for part in parts):
            found.append(sorted(parts))
    return found


def answered(order: dict[str, object]) -> list[list[str]]:
    """What the child says; its folder is gone afterwards, whatever happened."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, our own interpreter
            [sys.executable, "-m", "reports.disclosure.proposer", str(folder)],
            input=json.dumps(order).encode(), capture_output=True, cwd=ROOT, timeout=WALL_SECONDS, check=False,
            env={"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder)},
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise ProposingFailed("too late") from late
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if child.returncode:
        raise ProposingFailed(str(child.returncode))
    answers: list[list[str]] = json.loads(child.stdout)
    return answers


def sweep() -> None:
    """Folders of processes that were killed before they could take theirs away."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)
