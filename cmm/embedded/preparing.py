"""Run as a process of its own with the owner's address: tables, static files, demonstration world."""

import contextlib
import io
import logging
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from machine import stamps
from machine.steps import Steps

ROOT = Path(__file__).resolve().parents[2]


class Story(io.TextIOBase):
    """What the commands say: all of it in the log, the latest line beside the step for whoever is watching."""

    def __init__(self, log: Path, steps: Steps) -> None:
        self.log, self.steps = log.open("w"), steps

    def write(self, text: str) -> int:
        self.log.write(text)
        self.log.flush()
        if text.strip():
            self.steps.note(text.strip().splitlines()[-1])
        return len(text)


def main(first: int, home: Path) -> int:
    steps = Steps("run", after=first)
    story = Story(home / "preparing.log", steps)
    try:
        with contextlib.redirect_stdout(story):
            prepare(steps, home)
    except Exception as reason:  # whoever started this reads the last line of the log
        traceback.print_exc(file=story.log)
        story.log.write(f"{type(reason).__name__}: {' '.join(str(reason).split())}\n")
        return 1
    return 0


def prepare(steps: Steps, home: Path) -> None:
    with steps.step("Tables and privileges"):
        django.setup()
        logging.disable(logging.INFO)
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    with steps.step("Static files"):
        collect_static(home / "static-collected")
    with steps.step("Demonstration world"):
        call_command("load_history")
        call_command("load_demo")
        with (home / "logins.json").open("w") as logins:
            call_command("demo_logins", "--json", stdout=logins)


def collect_static(stamp: Path) -> None:
    """Only when a file changed: hundreds are compared otherwise."""
    sources = [ROOT / "package-lock.json", ROOT / "requirements" / "dev.txt", *files(ROOT / "static")]
    if not (stamps.fresh(stamp, *sources) and Path(settings.STATIC_ROOT).is_dir()):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamps.write(stamp, *sources)


def files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
