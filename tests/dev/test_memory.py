"""What may be lost with the machine lies in memory, where there is room."""

import shutil

import pytest

from cmm.embedded import memory
from cmm.embedded.clusters import Cluster
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Memory of the test's own."""
    monkeypatch.setattr(memory, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(memory, "NEEDED", 1)
    memory.MEMORY.mkdir()
    return memory.MEMORY


def place(tmp_path, name="test"):
    (tmp_path / name).mkdir()
    made = Place(name, tmp_path / name)
    made.make()
    return made


def test_the_tests_server_lies_in_memory_and_is_made_anew_when_that_is_lost(shelf, tmp_path):
    servers = Servers(place(tmp_path))
    servers.start()
    assert (servers.answer(), servers.postgres.cluster.folder.parent.parent) == (True, shelf)
    servers.stop()
    shutil.rmtree(memory.folder(servers.place))
    servers.start()
    assert (servers.answer(), servers.postgres.cluster.folder.parent.parent) == (True, shelf)
    servers.forget()
    assert list(shelf.iterdir()) == []


def test_the_demonstration_lies_on_the_disk(shelf, tmp_path):
    demonstration = Servers(place(tmp_path, "dev"))
    demonstration.start()
    demonstration.stop()
    assert (list(shelf.iterdir()), demonstration.postgres.cluster.finished) == ([], True)


def test_without_room_it_lies_on_the_disk(shelf, monkeypatch):
    assert memory.has_room() is True
    monkeypatch.setattr(memory, "NEEDED", 2**60)
    assert memory.has_room() is False


def test_what_a_checkout_that_is_gone_left_goes_when_another_begins(shelf, tmp_path):
    gone, here = place(tmp_path), place(tmp_path, "other")
    memory.make(gone)
    shutil.rmtree(gone.home)
    memory.make(here)
    assert [left.name for left in shelf.iterdir()] == [memory.folder(here).name]
    assert Cluster(here).folder == memory.folder(here) / "postgres"
