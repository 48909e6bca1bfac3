"""``./dev lock``: pyproject.toml compiled to requirements/, every file with its hash, no address of any registry."""

import subprocess
import sys
from pathlib import Path

from cmm.embedded.places import ROOT

FOLDER = ROOT / "requirements"
OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--python-version", "3.11", "--quiet")
# The run's versions are the tests' versions.
SOURCES: dict[str, tuple[str, ...]] = {
    "dev": ("pyproject.toml", "--group", "dev"),
    "run": ("pyproject.toml", "--constraint", "requirements/dev.txt"),
    # PostgreSQL's own program, for the container that restores.
    "servers": ("--group", "servers", "--constraint", "requirements/dev.txt"),
    "node": ("--group", "node"),
    "installer": ("--group", "installer"),
}


def lock(words: list[str]) -> int:
    """Words go to uv, such as ``--upgrade``; without one, what is pinned stays pinned."""
    for name, source in SOURCES.items():
        target = FOLDER / f"{name}.txt"
        command = [
            uv(),
            "pip",
            "compile",
            *source,
            *OPTIONS,
            "--custom-compile-command",
            "./dev lock",
            "-o",
            str(target),
        ]
        done = subprocess.run([*command, *words], cwd=ROOT, check=False).returncode
        if done != 0:
            return done
    return 0


def uv() -> str:
    return str(Path(sys.executable).parent / "uv")
