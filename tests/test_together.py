"""Several processes test at once: each in a database and with a broker of its own, no module in two of them."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests import together

BROKER = "from django.conf import settings; print(settings.REDIS_URL, settings.CELERY_BROKER_URL)"


def brokers(process):
    """What a process of a run, and every worker it starts, takes for its broker."""
    variables = os.environ | {"REDIS_URL": "unix:///s/redis.sock?db=3", "PYTEST_XDIST_WORKER": process}
    said = subprocess.run([sys.executable, "-c", BROKER], env=variables, capture_output=True, text=True, check=True)
    return said.stdout.split()


def test_each_process_has_a_broker_of_its_own():
    assert [brokers(process)[0].rpartition("=")[2] for process in ("", "gw0", "gw7")] == ["3", "67", "515"]
    assert brokers("gw1")[1] == "redis+socket:///s/redis.sock?virtual_host=131"


@pytest.mark.django_db
def test_each_process_has_a_database_of_its_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        named = urlsplit(os.environ["DATABASE_URL"]).path[1:]
        assert cursor.fetchone()[0] == f"test_{named}{os.environ.get('PYTEST_XDIST_WORKER', '')}"


class Item:
    def __init__(self, nodeid):
        self.nodeid = nodeid


def test_what_wants_the_whole_machine_comes_first_and_in_one_process():
    small, story = Item("tests/a/test_a.py::a"), Item("tests/stories/test_b.py::a[360]")
    large = [Item("tests/c/test_c.py::a"), Item("tests/c/test_c.py::b")]
    kill, slow = Item("tests/c/test_kills.py::a"), Item("tests/demo/test_d.py::a")
    items = [small, story, *large, kill, slow]
    together.longest_first(items)
    assert items == [story, kill, slow, *large, small]
    assert [together.group_of(item.nodeid) for item in (kill, *large)] == ["machine"] + ["tests/c/test_c.py"] * 2


def test_who_wants_the_whole_machine_lies_where_it_is_given(request):
    wanting = [item for item in request.session.items if together.WANTS & set(item.fixturenames)]
    assert [item.nodeid for item in wanting if together.group_of(item.nodeid) != together.MACHINE] == []
