"""Run as a process of its own with the owner's address: tables, texts, static files, demonstration world."""

import contextlib
import logging
import sys
import traceback
from pathlib import Path

import django
from django.core.management import call_command

from machine.steps import Steps, say

PARTS = (
    ("Tables and privileges", (("migrate", "--database", "owner", "--verbosity", "0", "--no-input"),)),
    ("Texts and static files", (("compile_texts",), ("collectstatic", "--no-input", "--verbosity", "0"))),
    ("Demonstration world", (("load_history",), ("load_demo",))),
)


def main(first: int, log: Path) -> int:
    steps = Steps("run", after=first)
    with log.open("w") as story:
        try:
            django.setup()
            logging.disable(logging.INFO)
            for title, commands in PARTS:
                with steps.step(title), contextlib.redirect_stdout(story):
                    for command in commands:
                        call_command(*command)
        except Exception as reason:  # the terminal gets one line, the log the whole story
            traceback.print_exc(file=story)
            say(f"{type(reason).__name__}: {' '.join(str(reason).split())} (all of it: {log})")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
