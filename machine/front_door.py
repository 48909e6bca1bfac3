"""``./dev``: makes the machine ready for the word that was typed, then becomes that command."""

import fcntl
import os
import sys
from collections.abc import Callable
from typing import IO, NoReturn

from machine import frontend, packages, system
from machine.commands import LOCAL, ROOT
from machine.steps import MachineError, Steps, say

HELP = """./dev WORD

  run                start everything and print the address
      --fresh        forget the old demonstration first
      --reload       the web reads changed code again
  test [ARGUMENTS]   every check; with arguments, only pytest with these
  coverage           the tests, counting the lines they come by
  fmt                format code
  lint               formatter, linters, import contracts, types, checks
  shell              a Python shell on the demonstration
  manage COMMAND     a management command on the demonstration
  bench [--size N]   measure the rows of the design's table of speed, on a world of N cases or that part of it
  campaign NAME      one of the long trials in tests/campaigns; its answer is added to docs/measurements.md
  screenshots        draw docs/ anew from the demonstration
  env [NAME]         export lines for the test servers, with a database of its own for NAME; leaves them running
  stop               stop the servers of this checkout
  lock               compile pyproject.toml to requirements/ anew

PORT chooses the port (8000), CMM_DEMO_PASSWORD the password of the demonstration's logins."""

WORDS = (
    "run",
    "test",
    "coverage",
    "fmt",
    "lint",
    "shell",
    "manage",
    "bench",
    "campaign",
    "screenshots",
    "env",
    "stop",
    "lock",
)
Part = tuple[str, Callable[[], bool], Callable[[], None]]
PACKAGES: Part = ("Python packages, each against its hash", packages.ready, packages.install)
FRONTEND: Part = ("Front-end files", frontend.ready, frontend.install)
LIBRARIES: Part = ("System libraries", system.has_libraries, system.install_libraries)
BROWSER: Part = ("Chromium for the browser tests", system.has_browser, system.install_browser)
NEEDS = {
    "run": (PACKAGES, FRONTEND, LIBRARIES),
    "test": (PACKAGES, FRONTEND, LIBRARIES, BROWSER),
    "coverage": (PACKAGES, FRONTEND, LIBRARIES, BROWSER),
    "screenshots": (PACKAGES, FRONTEND, LIBRARIES, BROWSER),
    "bench": (PACKAGES, FRONTEND, LIBRARIES),
    "lint": (PACKAGES, FRONTEND),
    "manage": (PACKAGES, FRONTEND),
    "campaign": (PACKAGES, FRONTEND, LIBRARIES),
}


def main(words: list[str]) -> int:
    if not words or words[0] in {"help", "-h", "--help"}:
        sys.stdout.write(f"{HELP}\n")
        return 0
    if words[0] not in WORDS:
        say(f"./dev knows no {words[0]!r}. It knows: {', '.join(WORDS)}.")
        return 2
    try:
        make_ready(words)
    except MachineError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return become(words)


def make_ready(words: list[str]) -> None:
    """What takes long tells its steps by number; every other command speaks only of what it changes."""
    command = words[0]
    steps = Steps(command) if command == "run" or words == ["test"] else None
    with one_at_a_time():
        for title, ready, install in NEEDS.get(command, (PACKAGES,)):
            if steps:
                with steps.step(title):
                    install()
            elif not ready():
                say(f"{title} …")
                install()


def one_at_a_time() -> IO[str]:
    """Two commands of one checkout do not install over each other."""
    try:
        LOCAL.mkdir(mode=0o700, exist_ok=True)
        lock = (LOCAL / "installing.lock").open("w")
    except OSError:
        raise MachineError(f"{LOCAL} cannot be written. Own the checkout, or clone it anew.") from None
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def become(words: list[str]) -> NoReturn:
    os.chdir(ROOT)
    os.execv(packages.PYTHON, [str(packages.PYTHON), "-m", "cmm.embedded", *words])
