import socket

import pytest

from cmm.embedded import ports
from machine.steps import MachineError


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_names_the_variable_and_another_port(taken):
    with pytest.raises(MachineError) as refused:
        ports.choose(str(taken))
    assert str(refused.value) == f"Port {taken} cannot be had. Choose another: PORT={taken + 1} ./dev run"


def test_with_no_wish_the_next_free_port_is_taken(taken, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    assert taken < ports.choose("") < taken + ports.TRIES


def test_a_free_port_is_given_as_asked(taken):
    asked = next(port for port in range(taken + 1, taken + 100) if ports.free_everywhere(port))
    assert ports.choose(str(asked)) == asked


@pytest.mark.parametrize("wish", ["0", "65536", "http", "-1", "8000 "])
def test_what_is_no_port_is_said_to_be_none(wish):
    with pytest.raises(MachineError, match="is not a port"):
        ports.choose(wish)
