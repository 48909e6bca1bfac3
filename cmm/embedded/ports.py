"""The port the web listens on: the one asked for, or the next free one."""

import socket

from machine.steps import MachineError

USUAL = 8000
TRIES = 100


def loopbacks() -> list[tuple[socket.AddressFamily, str]]:
    """``localhost`` may mean either; a browser tries both."""
    families = [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
    return [(family, host) for family, host in families if free(family, host, 0)]


def free(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True


def free_everywhere(port: int) -> bool:
    return all(free(family, host, port) for family, host in loopbacks())


def choose(wish: str) -> int:
    """``wish`` is the value of PORT, empty when nobody asked for one."""
    if not wish:
        for port in range(USUAL, USUAL + TRIES):
            if free_everywhere(port):
                return port
        raise MachineError(f"Ports {USUAL} to {USUAL + TRIES - 1} are all in use. Choose one: PORT=9000 ./dev run")
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise MachineError(f"PORT={wish} is not a port. Choose one: PORT={USUAL} ./dev run")
    if not free_everywhere(int(wish)):
        raise MachineError(f"Port {wish} cannot be had. Choose another: PORT={int(wish) % 65535 + 1} ./dev run")
    return int(wish)


def bindings(port: int) -> list[str]:
    return [f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for _family, host in loopbacks()]
