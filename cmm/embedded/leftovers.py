"""Processes of an earlier run of this checkout: found by the folders they were given, never by name alone."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

MARK = "CMM_EMBEDDED_HOME"


def with_argument(argument: Path | str) -> Iterator[psutil.Process]:
    """Processes whose command line has exactly this argument, or is a title that ends with it (Redis)."""
    for process in psutil.process_iter():
        try:
            words = process.cmdline()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        if any(word == str(argument) or word.endswith(f" {argument}") for word in words):
            yield process


def at_work_in(folder: Path, name: str) -> Iterator[psutil.Process]:
    """Processes of this name whose current folder is ``folder``."""
    for process in psutil.process_iter():
        try:
            if process.name() == name and process.cwd() == str(folder.resolve()):
                yield process
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue


def with_mark(home: Path) -> Iterator[psutil.Process]:
    """Web, worker and beat carry the folder they work for in their environment, and so do their children."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(home) and process.pid != os.getpid():
                yield process
        except (psutil.NoSuchProcess, psutil.AccessDenied, OSError):
            continue


def stop(processes: list[psutil.Process], how: int = signal.SIGTERM, patience: float = 10) -> None:
    """Ask each to stop; whoever is still there after ``patience`` seconds is killed."""
    for process in processes:
        tell(process, how)
    _gone, alive = psutil.wait_procs(processes, timeout=patience)
    for process in alive:
        tell(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=patience)


def tell(process: psutil.Process, how: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(how)


def wait_until(true: Callable[[], bool], seconds: float, step: float = 0.05) -> bool:
    """Ask ``true`` again and again until it says yes or the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(step)
    return False
