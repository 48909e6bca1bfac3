"""The words of ``./dev`` that need the installed packages."""

import os
import subprocess
import sys
import zlib
from collections.abc import Callable

from cmm.embedded import checks, environment, locking, redis_server, running, suite, texts
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers
from machine.steps import BEFORE, MachineError, Steps, say

PLACES = ("dev", "test")


def main(words: list[str]) -> int:
    command, *rest = words
    try:
        return COMMANDS[command](rest)
    except MachineError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


def env(words: list[str]) -> int:
    """``dev`` gives the demonstration's servers, every other name a database of its own on the test servers."""
    name = words[0] if words else ""
    servers = Servers(Place("dev" if name == "dev" else "test"))
    database, broker = own_database(name)
    with servers.running(database):
        servers.kept.touch()
    sys.stdout.write(environment.export_lines(environment.settings(servers, database, broker)) + "\n")
    return 0


def own_database(name: str) -> tuple[str, int]:
    if name in {"", "dev", "test"}:
        return "cmm", 0
    return f"cmm_{name}", suite.SEATS + zlib.crc32(name.encode()) % (redis_server.NUMBERS - suite.SEATS)


def stop(words: list[str]) -> int:
    if unknown := sorted(set(words) - set(PLACES)):
        raise MachineError(f"./dev stop knows no {' '.join(unknown)}. It knows: {', '.join(PLACES)}.")
    for name in words or PLACES:
        place = Place(name)
        running.end(place)
        Servers(place).stop()
    return 0


def manage(words: list[str]) -> int:
    """On the demonstration; before its first run there are at least the tables."""
    with Servers(Place("dev")).running() as servers:
        variables = ready(servers)
        if not servers.has_tables():
            say("Tables and privileges …")
            checks.call(("manage", "migrate", "--no-input", "--verbosity", "0"), variables)
        return checks.call(("manage", *words), variables)


def shell(words: list[str]) -> int:
    return manage(["shell", *words])


def bench(words: list[str]) -> int:
    return with_servers("test", [sys.executable, "-m", "tests.bench", *words])


def campaign(words: list[str]) -> int:
    return with_servers("test", [sys.executable, "-m", "tests.campaigns", *words])


def screenshots(words: list[str]) -> int:
    return with_servers("dev", [sys.executable, "-m", "tests.screenshots", *words])


def with_servers(name: str, command: list[str]) -> int:
    with Servers(Place(name)).running() as servers:
        return subprocess.run(command, env=ready(servers), check=False).returncode


def ready(servers: Servers, database: str = "cmm", broker: int = 0) -> dict[str, str]:
    """The environment of a command on these servers, which finds the texts compiled."""
    variables = os.environ | environment.settings(servers, database, broker)
    texts.compile_stale(variables)
    return variables


def fmt(_words: list[str]) -> int:
    return checks.all_of(checks.FMT, os.environ)


def lint(_words: list[str]) -> int:
    with Servers(Place("test")).running() as servers:
        return checks.all_of(checks.LINT, ready(servers))


def test(words: list[str]) -> int:
    """With words, pytest with these and nothing else; without, every check."""
    place = Place("test")
    with suite.seat(place) as number, Servers(place).running(suite.database(number)) as servers:
        variables = ready(servers, suite.database(number), number)
        if words:
            return checks.call((*checks.PYTEST, *words), variables)
        return every_check(variables)


def every_check(variables: dict[str, str]) -> int:
    steps = Steps("test", after=BEFORE["test"])
    steps.announce("Lint")
    linted = checks.all_of(checks.LINT, variables)
    steps.announce(f"Tests, in {suite.processes()} processes")
    tested = checks.call((*checks.PYTEST, *suite.on_every_core()), variables)
    return linted or tested


def coverage(_words: list[str]) -> int:
    """Every test, each story at both sizes, counting which lines they come by: a third longer, so not on every run."""
    place = Place("test")
    with suite.seat(place) as number, Servers(place).running(suite.database(number)) as servers:
        variables = ready(servers, suite.database(number), number)
        variables |= {"COVERAGE_FILE": str(place.home / f"coverage-{number}"), "CMM_EVERY_SIZE": "yes"}
        return checks.call((*checks.PYTEST, *checks.GATE, *suite.on_every_core()), variables)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "bench": bench,
    "campaign": campaign,
    "coverage": coverage,
    "env": env,
    "fmt": fmt,
    "lint": lint,
    "lock": locking.lock,
    "manage": manage,
    "run": running.run,
    "screenshots": screenshots,
    "shell": shell,
    "stop": stop,
    "test": test,
}
