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


def install_libraries() -> None:
    """Pango draws the PDFs; Redis comes from apt where its wheel has no build."""
    lacking = [package for package, names in PANGO.items() if not any(loads(name) for name in names)]
    if lacking:
        install(lacking, "Pango, which draws the PDFs, is missing.")
    if sys.version_info >= (3, 13) and not any(map(shutil.which, REDIS)):
        install(["redis-server"], "Redis is missing, and its wheel has no build for this Python.")


def install_browser() -> None:
    """Chromium, and the library that its driver loads."""
    lacking = [] if any(map(shutil.which, CHROMIUM)) else ["chromium"]
    lacking += [] if any(map(loads, ATOMIC)) else ["libatomic1"]
    if lacking:
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
