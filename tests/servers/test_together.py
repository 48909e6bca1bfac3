"""What docker-compose.yml starts, started: a real Caddy with TLS, two webs, two workers and a beat on one database.

No container is made; what containers alone do (networks, users, limits) is read in tests/dev/test_compose.py.
"""

import http.client
import json
import re
import ssl
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from django.conf import settings
from django.test import Client

from cmm.audit.enums import EventKind
from cmm.audit.models import Block, Unsealed
from cmm.audit.services import note_event
from cmm.core.context import system
from tests.factories.accounts import staff
from tests.jobs.conftest import broker
from tests.jobs.worker import eventually
from tests.servers.processes import HOST, Machine, kill

pytestmark = pytest.mark.django_db(transaction=True)
READERS, TIMES = 3, 12


@pytest.fixture
def machine(tmp_path):
    broker().flushdb()
    made = Machine(tmp_path)
    yield made
    made.end()
    broker().flushdb()


class Reader:
    """A browser that asks once more where no answer came, as browsers do."""

    def __init__(self, machine, session=""):
        self.machine, self.cookie = machine, f"__Host-sessionid={session}" if session else ""
        self.trust = ssl.create_default_context(cafile=machine.authority())

    def get(self, path, method="GET"):
        for _try in range(2):
            line = http.client.HTTPSConnection(HOST, self.machine.https, timeout=60, context=self.trust)
            try:
                line.request(method, path, headers={"Cookie": self.cookie, "Accept-Encoding": "identity"})
                with line.getresponse() as answer:
                    return answer.status, dict(answer.headers), answer.read().decode()
            except (OSError, http.client.HTTPException):
                continue
            finally:
                line.close()
        return 0, {}, ""


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def collect(machine):
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
        cwd=settings.ROOT, env=machine.environment("cmm_web"), check=True,
    )  # fmt: skip


def plain(port, path):
    """Past the proxy, as a container's own health check asks."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("GET", path, headers={"Host": HOST})
        with line.getresponse() as answer:
            return answer.status, answer.read().decode()


def answers(machine):
    """Whether both webs are ready, and the proxy has a certificate."""
    try:
        ready = all(plain(port, "/readyz")[0] == 200 for port in machine.webs)
    except OSError:
        return False
    return ready and machine.authority().exists() and Reader(machine).get("/healthz")[0] == 200


def test_everything_together_and_one_web_killed_while_people_read(machine):
    coordinator = staff("cmm_coordinator")
    session = session_of(coordinator)
    collect(machine)
    webs = [machine.web(0), machine.web(1)]
    workers = [machine.worker(0), machine.worker(1)]
    machine.beat()
    machine.proxy()
    eventually(lambda: answers(machine), 240)

    the_proxy_serves_what_is_outside_and_nothing_inside(Reader(machine, session))
    nobody_reads_an_error(machine, session, doomed=(webs[0], workers[0]))
    the_other_worker_seals_what_beat_rings_for(machine)
    figures_and_lines_say_what_was_read_and_not_by_whom(machine, coordinator)


def the_proxy_serves_what_is_outside_and_nothing_inside(reader):
    """Static files by their hashed names, kept for ever; TLS and its headers."""
    status, headers, page = reader.get("/")
    style = re.search(r'href="(/static/css/base\.\w{12}\.css)"', page)[1]
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert "Server" not in headers
    status, headers, _style = reader.get(style)
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/css")
    assert "immutable" in headers["Cache-Control"]
    assert [reader.get(path)[0] for path in ("/metrics", "/alerts")] == [404, 404]
    assert reader.get("/login/", method="TRACE")[0] == 405


def nobody_reads_an_error(machine, session, doomed):
    """While several read, a web and a worker die."""
    seen = []

    def read():
        mine = Reader(machine, session)
        seen.extend(mine.get("/" if time % 2 else "/help/")[0] for time in range(TIMES))

    threads = [threading.Thread(target=read) for _reader in range(READERS)]
    for thread in threads:
        thread.start()
    eventually(lambda: len(seen) >= READERS)
    for process in doomed:
        kill(process)
    for thread in threads:
        thread.join()
    assert seen == [200] * READERS * TIMES


def the_other_worker_seals_what_beat_rings_for(machine):
    with system("test"):
        note_event(EventKind.REANCHORED, subject="0-0")
    eventually(sealed, 120)
    eventually(
        lambda: not [code for code in json.loads(plain(machine.figures[1], "/alerts")[1]) if "backup" not in code], 60
    )


def figures_and_lines_say_what_was_read_and_not_by_whom(machine, coordinator):
    _status, text = plain(machine.figures[1], "/metrics")
    counts = {
        route: int(n) for route, n in re.findall(r'requests_total\{route="(today|help)",status="200"\} (\d+)', text)
    }
    lines = [json.loads(line) for line in machine.log("web-1").splitlines()]
    told = [line for line in lines if line["logger"] == "cmm.requests" and line["route"] == "today"]
    assert counts["today"] == len(told) > 0
    assert {tuple(line["roles"]) for line in told} == {("cmm_coordinator",)}
    assert coordinator.name not in machine.log("web-1")
    assert all(json.loads(line)["level"] in ("info", "warning") for line in machine.log("beat").splitlines()[-1:])


def sealed():
    with system("test"):
        return Block.objects.exists() and not Unsealed.objects.exists()
