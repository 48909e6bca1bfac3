"""``./dev run``: everything, from nothing to an address, until Ctrl-C."""

import contextlib
import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from cmm.embedded import leftovers, passwords, ports, starting
from cmm.embedded.children import Child, stop_all
from cmm.embedded.places import Place
from cmm.embedded.register import Register
from cmm.embedded.servers import Servers
from machine.steps import BEFORE, MachineError, Steps, say

OPTIONS = {"--fresh", "--reload"}
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# How often the two servers are asked whether they are still there.
ROUND = 5.0


def run(words: list[str]) -> int:
    if unknown := sorted(set(words) - OPTIONS):
        raise MachineError(f"./dev run knows no {' '.join(unknown)}. It knows: {', '.join(sorted(OPTIONS))}.")
    servers = Servers(Place("dev"))
    listen_for_endings()
    try:
        with only_run(servers.place):
            leftovers.stop(list(leftovers.with_mark(servers.place.home)), patience=2)
            if "--fresh" in words:
                servers.forget()
            run_register(servers, reload="--reload" in words)
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def run_register(servers: Servers, *, reload: bool) -> None:
    steps = Steps("run", after=BEFORE["run"])
    listeners = choose_port()
    with servers.shared():
        with steps.step("PostgreSQL 17 and Redis"):
            servers.start()
        register = Register(servers, listeners, passwords.for_demonstration(servers.place.home), reload)
        children = register.children()
        servers.place.make_scratch()
        try:
            starting.start(register, children, steps)
            sys.stdout.write(starting.greeting(register))
            sys.stdout.flush()
            watch(servers, children)
        finally:
            stop_all(children)
            servers.place.drop_scratch()


def choose_port() -> ports.Listeners:
    wish = os.environ.get("PORT", "")
    listeners = ports.choose(wish)
    port = ports.number(listeners)
    if not wish and port != ports.USUAL:
        say(f"Port {ports.USUAL} is in use; this run takes {port}. PORT chooses another.")
    return listeners


def watch(servers: Servers, children: list[Child]) -> NoReturn:
    """Whatever dies is started again, until somebody ends the run."""
    asked = time.monotonic()
    while True:
        time.sleep(0.5)
        for child in children:
            if child.died:
                say(f"{child.name} died; it is started again.")
                child.revive()
        if time.monotonic() - asked > ROUND:
            if not servers.answer():
                say("A server died; it is started again.")
                servers.start()
            asked = time.monotonic()


def listen_for_endings() -> None:
    """A hang-up counts, unless whoever started this (nohup) wants it to go on without a terminal."""
    for ending in ENDINGS:
        if ending != signal.SIGHUP or signal.getsignal(ending) != signal.SIG_IGN:
            signal.signal(ending, interrupt)


def interrupt(_signum: int, _frame: FrameType | None) -> NoReturn:
    """Once: what follows is the stopping, which nothing interrupts."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    say("\nStopping …")
    raise KeyboardInterrupt


def end(place: Place) -> None:
    """Ask the run of this checkout, if there is one, to stop; and wait until it has."""
    with contextlib.suppress(FileNotFoundError), place.lock("run").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(int(lock.read()), signal.SIGTERM)
            fcntl.flock(lock, fcntl.LOCK_EX)


@contextmanager
def only_run(place: Place) -> Iterator[None]:
    place.make()
    with place.lock("run").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise MachineError(f"./dev run is already running here (process {lock.read().strip()}).") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
