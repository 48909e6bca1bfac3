"""The words of ``./dev`` that need the installed packages."""

import os
import subprocess
import sys
import zlib

from cmm.embedded import environment
from cmm.embedded.errors import CannotStart
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers


def main(words: list[str]) -> int:
    command, *rest = words
    try:
        return COMMANDS[command](rest)
    except CannotStart as reason:
        sys.stderr.write(f"{reason}\n")
        return 1


def env(words: list[str]) -> int:
    """Print export lines for the test servers (``dev`` for the demonstration's) and leave them running."""
    name = words[0] if words else ""
    servers = Servers(Place("dev" if name == "dev" else "test"))
    database, broker = own_database(name)
    servers.start(database)
    servers.kept.touch()
    sys.stdout.write(environment.export_lines(environment.settings(servers, database, broker)) + "\n")
    return 0


def own_database(name: str) -> tuple[str, int]:
    """Several people at once: each name gets a database and a broker number of its own."""
    if name in {"", "dev", "test"}:
        return "cmm", 0
    return f"cmm_{name}", 1 + zlib.crc32(name.encode()) % 63


def stop(words: list[str]) -> int:
    for name in words or ["dev", "test"]:
        Servers(Place(name)).stop()
    return 0


def manage(words: list[str]) -> int:
    with Servers(Place("dev")).running() as servers:
        values = os.environ | environment.settings(servers)
        return subprocess.run([sys.executable, "manage.py", *words], env=values, check=False).returncode


def test(words: list[str]) -> int:
    with Servers(Place("test")).running() as servers:
        values = os.environ | environment.settings(servers)
        return subprocess.run([sys.executable, "-m", "pytest", *words], env=values, check=False).returncode


COMMANDS = {"env": env, "stop": stop, "manage": manage, "test": test}
