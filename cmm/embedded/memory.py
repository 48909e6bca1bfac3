"""A folder in memory for the data of a place that may be lost with the machine."""

import os
import shutil
from pathlib import Path

import psutil

from cmm.embedded.places import Place, private_folder

MEMORY = Path("/dev/shm")  # where Linux keeps files in memory; elsewhere there is none
NEEDED = 3 * 2**30  # bytes free in it, and twice as many of the machine's own


def has_room() -> bool:
    if not os.access(MEMORY, os.W_OK):
        return False
    return shutil.disk_usage(MEMORY).free >= NEEDED and psutil.virtual_memory().available >= 2 * NEEDED


def folder(place: Place) -> Path:
    return MEMORY / f"cmm-{os.getuid()}-{place.mark}"


def make(place: Place) -> None:
    """What a checkout that is gone left behind goes first."""
    for left in MEMORY.glob(f"cmm-{os.getuid()}-*"):
        if not home_of(left).exists():
            shutil.rmtree(left, ignore_errors=True)
    private_folder(folder(place))
    (folder(place) / "home").write_text(str(place.home))


def home_of(left: Path) -> Path:
    try:
        return Path((left / "home").read_text())
    except FileNotFoundError:
        return left / "nobody's"


def forget(place: Place) -> None:
    shutil.rmtree(folder(place), ignore_errors=True)
