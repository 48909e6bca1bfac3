"""The virtual environment and the pinned packages in it."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from machine import stamps, system
from machine.commands import ROOT, quietly
from machine.steps import MachineError, say

# Not the environment's own Python, when ./dev is called from inside it.
BASE = getattr(sys, "_base_executable", sys.executable)
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
LOCK = ROOT / "requirements" / "dev.txt"
INSTALLER = ROOT / "requirements" / "installer.txt"


def ready() -> bool:
    return stamps.fresh(STAMP, LOCK) and PYTHON.exists()


def install() -> None:
    """Everything in the lock file, each file checked against its hash."""
    if ready():
        return
    if not works():
        make_environment()
    add(LOCK)
    stamps.write(STAMP, LOCK)


def works() -> bool:
    """False after the Python it was made from is gone, or when it was never finished."""
    try:
        asked = [str(PYTHON), "-c", "import sys, pip; print(sys.version_info[:2])"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.strip() == str(tuple(sys.version_info[:2]))


def make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        system.install([package], "Python comes without venv here.")
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise MachineError(f"{sys.executable} has no ensurepip. Install a Python 3.11 or newer with venv and pip.")
    quietly([BASE, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made:")


def add(lock: Path) -> None:
    """With uv, ten times as fast; with pip where only pip knows the way to the packages."""
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "--quiet"]
    try:
        quietly([*pip, "-r", str(INSTALLER)], "uv could not be installed:")
        uv = [
            str(VENV / "bin" / "uv"),
            "pip",
            "install",
            "--quiet",
            "--system-certs",
            "--python",
            str(PYTHON),
            "--require-hashes",
        ]
        quietly([*uv, "-r", str(lock)], "uv could not install the packages:")
    except MachineError as reason:
        say(f"{reason} Trying pip, which is slower.")
        quietly([*pip, "-r", str(lock)], "The packages could not be installed:")
