"""The port the web listens on: the one asked for, or the next free one; held from the first moment to the last.

What is held cannot be taken by a second clone that starts at the same time, nor while a dead web is started again.
"""

import contextlib
import socket

from machine.steps import MachineError

USUAL = 8000
TRIES = 100
# ``localhost`` may mean either; a browser tries both.
LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
Listeners = tuple[socket.socket, ...]


def hold(port: int) -> Listeners:
    """Sockets that listen on ``port`` on every loopback this machine has; OSError when somebody else has one."""
    with contextlib.ExitStack() as undo:
        listeners = [undo.enter_context(listener(family, host, port)) for family, host in loopbacks()]
        undo.pop_all()
    return tuple(listeners)


def loopbacks() -> list[tuple[socket.AddressFamily, str]]:
    return [(family, host) for family, host in LOOPBACKS if exists(family, host)]


def exists(family: socket.AddressFamily, host: str) -> bool:
    try:
        listener(family, host, 0).close()
    except OSError:
        return False
    return True


def listener(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=family, backlog=512)


def choose(wish: str) -> Listeners:
    """``wish`` is the value of PORT, empty when nobody asked for one."""
    if wish:
        return as_asked(wish)
    for port in range(USUAL, USUAL + TRIES):
        with contextlib.suppress(OSError):
            return hold(port)
    raise MachineError(f"Ports {USUAL} to {USUAL + TRIES - 1} are all in use. Choose one: PORT=9000 ./dev run")


def as_asked(wish: str) -> Listeners:
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise MachineError(f"PORT={wish} is not a port. Choose one: PORT={USUAL} ./dev run")
    try:
        return hold(int(wish))
    except OSError:
        other = int(wish) % 65535 + 1
        raise MachineError(f"Port {wish} cannot be had. Choose another: PORT={other} ./dev run") from None


def number(listeners: Listeners) -> int:
    return int(listeners[0].getsockname()[1])
