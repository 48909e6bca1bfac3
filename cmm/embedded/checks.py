"""``./dev lint``, ``fmt`` and ``test``: other people's checkers, in one order, all of them even when one fails."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from cmm.embedded.places import ROOT
from machine.steps import say

Command = Sequence[str]
LINT: dict[str, Command] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "ruff": ("ruff", "check", "--quiet", "."),
    "import contracts": ("importlinter.cli", "lint"),
    "templates": ("djlint", "templates", "--lint", "--quiet"),
    "types": ("mypy",),
    "settings": ("manage", "check", "--fail-level", "WARNING"),
    "migrations": ("manage", "makemigrations", "--check", "--dry-run"),
}
FMT: dict[str, Command] = {
    "ruff": ("ruff", "check", "--fix-only", "--quiet", "."),
    "format": ("ruff", "format", "--quiet", "."),
}
PYTEST: Command = ("pytest",)
GATE: Command = ("--cov", "--cov-report=term:skip-covered")


def call(command: Command, variables: Mapping[str, str]) -> int:
    program = ["manage.py"] if command[0] == "manage" else ["-m", command[0]]
    return subprocess.run([sys.executable, *program, *command[1:]], env=variables, cwd=ROOT, check=False).returncode


def all_of(checks: dict[str, Command], variables: Mapping[str, str]) -> int:
    """0 when every check passes; each says for itself what it found."""
    failed = []
    for name, command in checks.items():
        began = time.monotonic()
        if call(command, variables) != 0:
            failed.append(name)
        say(f"  {name:<18}{'failed' if name in failed else 'passed':<8}{time.monotonic() - began:6.1f} s")
    if failed:
        say(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0
