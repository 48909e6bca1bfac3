import socket

import pytest

from cmm.embedded import ports
from machine.steps import MachineError


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def choose():
    """What was chosen is given back after the test."""
    held = []

    def chosen(wish):
        held.extend(listeners := ports.choose(wish))
        return ports.number(listeners)

    yield chosen
    for listener in held:
        listener.close()


def test_a_taken_port_names_the_variable_and_another_port(taken):
    with pytest.raises(MachineError) as refused:
        ports.choose(str(taken))
    assert str(refused.value) == f"Port {taken} cannot be had. Choose another: PORT={taken + 1} ./dev run"


def test_with_no_wish_the_next_free_port_is_taken(taken, choose, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    assert taken < choose("") < taken + ports.TRIES


def test_two_clones_that_start_at_once_take_two_ports(taken, choose, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    first = choose("")
    assert choose("") > first


def test_a_held_port_is_had_again_as_soon_as_it_is_given_back(choose):
    """Although the connections it had are remembered for a minute."""
    with ports.listener(socket.AF_INET, "127.0.0.1", 0) as listener:
        port = ports.number((listener,))
        with socket.create_connection(("127.0.0.1", port)):
            listener.accept()[0].close()
    assert choose(str(port)) == port


def test_a_taken_port_on_one_loopback_leaves_nothing_held_on_the_other(taken, monkeypatch):
    monkeypatch.setattr(ports, "LOOPBACKS", ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET, "127.0.0.1")))
    with pytest.raises(OSError, match="in use"):
        ports.hold(taken)
    ports.listener(socket.AF_INET, "127.0.0.2", taken).close()


@pytest.mark.parametrize("wish", ["0", "65536", "http", "-1", "8000 "])
def test_what_is_no_port_is_said_to_be_none(wish):
    with pytest.raises(MachineError, match="is not a port"):
        ports.choose(wish)
