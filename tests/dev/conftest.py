import pytest

from cmm.embedded.places import Place
from cmm.embedded.servers import Servers


@pytest.fixture(scope="session")
def clone(tmp_path_factory):
    """Servers of a checkout of its own; whatever runs for it afterwards is stopped."""
    made = []

    def new():
        servers = Servers(Place("dev", tmp_path_factory.mktemp("checkout")))
        made.append(servers)
        return servers

    yield new
    for servers in made:
        servers.stop()


@pytest.fixture(scope="session")
def first(clone):
    """One pair of servers that most tests share."""
    servers = clone()
    servers.start()
    return servers


@pytest.fixture
def servers(first):
    """Running, whatever the test before did to them."""
    first.start()
    return first
