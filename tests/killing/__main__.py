"""``python -m tests.killing [REPORTS] [SEED] [SCHEDULES]``, on servers that may be killed."""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import logging
import sys

import django

django.setup()

from django.core.management import call_command

import reports.tasks  # noqa: F401 -- registers what the worker does
from cmm.core.context import system
from reports.services import load_history
from tests.killing.processes import Trial
from tests.killing.schedules import play_all

REPORTS, SEED, SCHEDULES = 50, 2026, 300


def main(words: list[str]) -> int:
    logging.disable(logging.CRITICAL)  # hundreds of deaths have hundreds of tracebacks
    given = [int(word) for word in words]
    number, seed, schedules = [*given, *(REPORTS, SEED, SCHEDULES)[len(given) :]]
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    with system("campaign"):
        load_history()
        played = play_all(schedules)
    trial = Trial(number, seed)
    trial.run()
    ok = trial.holds and not played.wrong
    sys.stdout.write(f"{played}\n{trial.told()}\n{'holds' if ok else 'BROKEN'}\n")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
