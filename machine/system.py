"""System libraries and programs that no package registry carries: from apt, or named with the command."""

import ctypes
import os
import shutil
import sys

from machine.commands import quietly
from machine.steps import MachineError

# What WeasyPrint loads, and the Debian packages that have it.
PANGO = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
}
# What the browser tests' driver loads besides.
ATOMIC = ("libatomic.so.1", "libSystem.dylib")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REDIS = ("redis-server", "valkey-server")


def pango_lacks() -> list[str]:
    return [package for package, names in PANGO.items() if not any(map(loads, names))]


def redis_lacks() -> list[str]:
    """From Python 3.13 on the wheel has no build."""
    return ["redis-server"] if sys.version_info >= (3, 13) and not any(map(shutil.which, REDIS)) else []


def browser_lacks() -> list[str]:
    """Chromium, and the library that its driver loads."""
    lacking = [] if any(map(shutil.which, CHROMIUM)) else ["chromium"]
    return lacking + ([] if any(map(loads, ATOMIC)) else ["libatomic1"])


def has_libraries() -> bool:
    return not (pango_lacks() or redis_lacks())


def has_browser() -> bool:
    return not browser_lacks()


def install_libraries() -> None:
    if lacking := pango_lacks():
        install(lacking, "Pango, which draws the PDFs, is missing.")
    if lacking := redis_lacks():
        install(lacking, "Redis is missing, and its wheel has no build for this Python.")


def install_browser() -> None:
    if lacking := browser_lacks():
        install(lacking, "What the browser tests drive is missing.")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(names: list[str], what_is_missing: str) -> None:
    """With apt where this user may; else the one line to type."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        raise MachineError(
            f"{what_is_missing} Install it with this system's package manager (Debian: {' '.join(names)})."
        )
    if os.geteuid() != 0:
        raise MachineError(f"{what_is_missing} Run: sudo {' '.join(command)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    quietly(["apt-get", "update"], f"{what_is_missing} apt-get update failed:", **quiet)
    quietly(command, f"{what_is_missing} apt-get install failed:", **quiet)
