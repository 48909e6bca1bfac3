"""What is measured of the register itself, told on Today, by the command and on the inner port."""

import io
import json
import math
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cmm.alerts.figures import figures, of_the_backup, whole
from cmm.alerts.rules import ALERTS, standing
from cmm.alerts.serving import beside
from cmm.alerts.words import WORDS
from cmm.audit.enums import FindingKind
from cmm.audit.services import keep_finding
from cmm.core.context import system
from cmm.jobs import pulses
from cmm.jobs.models import Job, JobState, Process

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(settings):
    """A worker and a beat have just said that they are there."""
    pulses.say(Process.BEAT)
    with system("test"):
        pulses.say(Process.WORKER, **pulses.log_as_seen_here())


def sounding():
    return {alert.code for alert in standing(figures())} - {"disk_full"}


def test_where_nobody_has_ever_said_anything_somebody_is_called():
    assert sounding() == {"no_worker", "no_beat"}


@pytest.mark.parametrize(
    ("slots", "silent", "behind"),
    [
        ([], math.inf, 0),
        ([(True, 1000, None)], 0, 1000),
        ([(False, 1000, 700)], 700, 1000),
        ([(False, 9000, None)], math.inf, 9000),
        ([(False, None, 9000)], math.inf, 0),
        ([(False, 9000, 700), (True, 1000, None)], 0, 1000),
    ],
)
def test_the_backup_is_known_by_what_the_server_keeps_for_it(slots, silent, behind):
    assert of_the_backup(slots) == {"backup_silent_seconds": silent, "backup_behind_bytes": behind}


def test_outside_the_demonstration_the_server_is_asked_for_it(settings):
    settings.CMM_DEMONSTRATION = False
    assert set(of_the_backup([])) <= set(figures())


def test_nobody_is_called_while_everything_runs(running):
    assert sounding() == set()


def test_who_was_heard_of_too_long_ago_is_missed(running):
    from cmm.jobs.models import Pulse

    Pulse.objects.update(at=timezone.now() - timedelta(minutes=3))
    assert sounding() == {"no_worker", "no_beat"}


def test_a_new_word_of_the_same_process_replaces_the_last_and_the_dead_are_forgotten(running):
    from cmm.jobs.models import Pulse

    Pulse.objects.create(name="worker@gone", kind=Process.WORKER, at=timezone.now() - timedelta(days=3))
    pulses.say(Process.BEAT)
    assert sorted(Pulse.objects.values_list("kind", flat=True)) == ["beat", "worker"]


@pytest.mark.parametrize(
    ("job", "codes"),
    [
        ({"state": JobState.QUEUED, "not_before": -360}, {"jobs_stuck"}),
        ({"state": JobState.QUEUED, "not_before": 360}, set()),
        ({"state": JobState.RUNNING, "lease_until": -360}, {"jobs_stuck"}),
        ({"state": JobState.RUNNING, "lease_until": 10, "not_before": -3600}, set()),
        ({"state": JobState.FAILED, "not_before": -60}, {"jobs_failed"}),
        ({"state": JobState.FAILED, "not_before": -90_000}, set()),
        ({"state": JobState.DONE, "not_before": -90_000}, set()),
    ],
)
def test_work_that_stands_still_or_was_given_up(running, job, codes):
    moments = {
        name: timezone.now() + timedelta(seconds=value) if isinstance(value, int) else value
        for name, value in job.items()
    }
    Job.objects.create(kind="tests.any", key="one", **moments)
    assert sounding() == codes


def test_a_log_that_does_not_add_up_or_waits_is_told_by_the_worker_alone(settings, running, tmp_path):
    with system("test"):
        keep_finding(FindingKind.CHAIN, entries=1, faults=2, first=[], blocks=0, anchored=0)
        told = pulses.log_as_seen_here()
        assert (told["faults"], told["unanchored_since"]) == (2, None)
        pulses.say(Process.WORKER, **told | {"unanchored_since": timezone.now().timestamp() - 700})
    assert sounding() == {"log_broken", "log_unanchored"}


def test_what_waits_to_be_sealed_has_an_age(running):
    with system("test"):
        keep_finding(FindingKind.CHAIN, entries=0, faults=0, first=[], blocks=0, anchored=0)
    from cmm.audit.enums import EventKind
    from cmm.audit.services import note_event

    assert figures()["oldest_unsealed_seconds"] == 0
    note_event(EventKind.REANCHORED, subject="1-2")
    assert 0 < figures()["oldest_unsealed_seconds"] < 60


@pytest.mark.parametrize(("role", "told"), [("cmm_coordinator", True), ("data_protection_officer", True),
                                            ("cmm_caseworker", False), ("outreach_lead", False)])  # fmt: skip
def test_today_says_so_to_those_who_can_call_somebody(settings, as_role, role, told):
    settings.CMM_WATCHED = True
    page = as_role(role).get("/").content.decode()
    assert ("Intet bliver udført i baggrunden" in page, "sig: no_worker" in page) == (told, told)


def test_the_command_names_the_alert_what_it_is_and_where_it_is_written(running):
    Job.objects.create(kind="tests.any", key="one", state=JobState.FAILED)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("alerts", stdout=out)
    assert "jobs_failed: Arbejde i baggrunden er opgivet. docs/drift.md#jobs_failed\n" in out.getvalue()


def ask(path, port="9100"):
    def start(status, headers):
        answer.append((status, dict(headers)["Content-Type"]))

    answer, register = [], beside(lambda _environ, _start: [b"the register"])
    (body,) = register({"SERVER_PORT": port, "PATH_INFO": path}, start)
    return (*answer, body.decode())


def test_by_the_inner_port_figures_are_told_and_nothing_of_the_register(settings, running, tmp_path):
    settings.CMM_FIGURES_PORT, settings.CMM_FIGURES_FOLDER, settings.CMM_FILES_FOLDER = (
        9100,
        str(tmp_path),
        str(tmp_path),
    )
    Job.objects.create(kind="audit.seal", key="one", state=JobState.DONE)
    assert ask("/cases/", port="8000") == ("the register",)
    assert ask("/cases/") == (("404 Not Found", "text/plain"), "")
    kind, text = ask("/metrics")
    assert kind == ("200 OK", "text/plain; version=0.0.4; charset=utf-8")
    assert 'cmm_jobs{kind="audit.seal",state="done"} 1' in text.splitlines()
    names = set(re.findall(r"^# TYPE cmm_(\w+)", text, re.M))
    assert {alert.figure for alert in ALERTS} - names == {
        "log_unproved_seconds",
        "backup_silent_seconds",
        "backup_behind_bytes",
        "backup_base_seconds",
    }
    assert all(
        re.fullmatch(r'# TYPE \w+ \w+|\w+(\{[\w="@.,:-]+\})? [\d.e+-]+(Inf)?', line) for line in text.split("\n")[:-1]
    )


def test_the_inner_port_says_which_alerts_stand(settings, running):
    settings.CMM_FIGURES_PORT = 9100
    Job.objects.create(kind="tests.any", key="one", state=JobState.FAILED)
    assert "jobs_failed" in json.loads(ask("/alerts")[1])


def test_every_alert_has_its_words():
    assert set(WORDS) == {alert.code for alert in ALERTS} | {"database_gone"}


def test_without_a_database_it_is_still_told_what_is_known(monkeypatch):
    from django.db import OperationalError

    def gone():
        raise OperationalError

    monkeypatch.setattr("cmm.alerts.figures.figures", gone)
    assert whole()["database_up"] == 0
