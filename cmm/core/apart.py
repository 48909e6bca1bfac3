"""Work that is done in a process of its own, which knows no database and no secret and is killed when it takes long."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """The child ended without an answer, or did not end."""


def work_apart(module: str, order: bytes, *, seconds: float, environment: Mapping[str, str]) -> bytes:
    """What ``python -m module`` answers on its stdout to ``order`` on its stdin. Raises Failed."""
    command = [sys.executable, "-m", module]
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, our own interpreter
            command, input=order, capture_output=True, env=environment, cwd=ROOT, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Failed(f"not done in {seconds} seconds") from late
    if child.returncode:
        raise Failed(child.stderr.decode(errors="replace")[-2000:] or str(child.returncode))
    return child.stdout


def bare(home: Path) -> dict[str, str]:
    """An environment without database and secrets."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "random",
    }
