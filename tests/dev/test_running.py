import shlex
import socket
import subprocess
import sys

import pytest

from cmm.embedded import commands, environment, passwords, ports, redis_server, running, starting, suite
from cmm.embedded.places import Place
from cmm.embedded.register import Register
from cmm.embedded.servers import Servers
from machine.steps import MachineError

LOGINS = """[{"email": "outreach_worker@demo.test", "name": "Opsøgende medarbejder", "organisation": "Reden",
    "codes": "CMMDEMO"}]"""


@pytest.fixture
def register(tmp_path):
    """A register that is not started, with what an earlier start left."""
    place = Place("dev", tmp_path)
    place.home.mkdir(parents=True)
    (place.home / "logins.json").write_text(LOGINS)
    (place.home / "first-report").write_text("drawing\nThe report of 2021: /there/report.pdf\n")
    with ports.listener(socket.AF_INET, "127.0.0.1", 0) as listener:
        yield Register(Servers(place), (listener,), "a-password")


def test_a_second_run_of_one_checkout_is_refused_in_one_line(register):
    place = register.servers.place
    with (
        running.only_run(place),
        pytest.raises(MachineError, match=r"already running here \(process \d+\)"),
        running.only_run(place),
    ):
        pass
    place.sockets.rmdir()


def test_an_unknown_option_is_refused():
    with pytest.raises(MachineError, match="knows no --frsh"):
        running.run(["--frsh"])


def test_the_greeting_has_address_logins_password_and_report(register):
    said = starting.greeting(register)
    for part in (
        f"http://localhost:{register.port} ",
        "a-password",
        "a code of the secret CMMDEMO",
        "  outreach_worker@demo.test  Opsøgende medarbejder, Reden",
    ):
        assert part in said
    assert "The report of 2021: /there/report.pdf" in said


def test_web_and_worker_hold_no_other_login_and_the_web_no_key_of_the_system(register):
    others = {"DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "DATABASE_DESTRUCTION_URL", "CMM_SYSTEM_KEY"}
    held = {child.name: others & set(child.environment) for child in register.children()}
    assert held == {"web": set(), "worker": {"CMM_SYSTEM_KEY"}, "beat": {"CMM_SYSTEM_KEY"}}
    logins = {child.name: child.environment["DATABASE_URL"].split(":")[1] for child in register.children()}
    assert logins == {"web": "//cmm_web", "worker": "//cmm_worker", "beat": "//cmm_worker"}


def test_the_password_asked_for_is_kept_for_the_next_run(tmp_path, monkeypatch):
    monkeypatch.setenv("CMM_DEMO_PASSWORD", "asked-for")
    assert passwords.for_demonstration(tmp_path) == "asked-for"
    monkeypatch.delenv("CMM_DEMO_PASSWORD")
    assert passwords.for_demonstration(tmp_path) == "asked-for"
    assert (tmp_path / "demo-password").stat().st_mode & 0o777 == 0o600


def test_a_password_nobody_asked_for_is_made_once(tmp_path, monkeypatch):
    monkeypatch.delenv("CMM_DEMO_PASSWORD", raising=False)
    made = passwords.for_demonstration(tmp_path)
    assert len(made) >= 12
    assert passwords.for_demonstration(tmp_path) == made


def test_export_lines_survive_the_shell():
    line = environment.export_lines({"DATABASE_URL": "postgresql://a:b@/c?host=/d e"})
    assert shlex.split(line) == ["export", "DATABASE_URL=postgresql://a:b@/c?host=/d e"]


def test_each_name_has_a_database_and_a_broker_number_of_its_own():
    assert commands.own_database("") == ("cmm", 0)
    name, number = commands.own_database("cases")
    assert name == "cmm_cases"
    assert suite.SEATS <= number < redis_server.NUMBERS


def test_two_runs_of_the_tests_at_once_share_nothing(tmp_path):
    place = Place("test", tmp_path)
    with suite.seat(place) as one, suite.seat(place) as other:
        assert (one, other) == (0, 1)
        assert (suite.database(one), suite.database(other)) == ("cmm", "cmm_seat_1")
    with suite.seat(place) as again:
        assert again == 0
    place.sockets.rmdir()


def test_more_runs_at_once_than_there_are_seats_are_refused_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "SEATS", 1)
    place = Place("test", tmp_path)
    with suite.seat(place), pytest.raises(MachineError, match="1 test runs are at work here"), suite.seat(place):
        pass
    place.sockets.rmdir()


PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
RUN = """
import sys, time
from pathlib import Path
from cmm.embedded import running
from cmm.embedded.places import Place

running.listen_for_endings()
with running.only_run(Place("dev", Path(sys.argv[1]))):
    print("up", flush=True)
    time.sleep(60)
"""


def test_stop_ends_a_run_that_goes_on_elsewhere(tmp_path):
    place = Place("dev", tmp_path)
    with subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], text=True, **PIPES) as run:
        assert run.stdout.readline() == "up\n"
        running.end(place)
        assert run.wait() != 0
    place.sockets.rmdir()


def test_stop_where_nothing_runs_is_no_error(tmp_path):
    running.end(Place("dev", tmp_path))


def test_stop_knows_only_what_there_is():
    with pytest.raises(MachineError, match="knows no everything"):
        commands.stop(["everything"])


def test_what_a_killed_run_left_half_written_is_cleared(tmp_path):
    place = Place("dev", tmp_path)
    place.make()
    place.make_scratch()
    (place.scratch / "cmm-report-1").mkdir()
    place.make_scratch()
    assert list(place.scratch.iterdir()) == []
    Servers(place).stop()
    assert not place.sockets.exists()
