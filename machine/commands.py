"""Other people's programs, quiet unless they fail."""

import os
import subprocess
from pathlib import Path

from machine.steps import MachineError

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"


def quietly(command: list[str], failure: str, **variables: str) -> None:
    """Run ``command``; when it fails, say ``failure`` and its own last word, and keep all of it in a file."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        log = LOCAL / "last-failure.log"
        log.write_text(done.stdout)
        raise MachineError(f"{failure} {last_line(done.stdout)} (all of it: {log})")


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "It said nothing."
