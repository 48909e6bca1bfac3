"""docs/drift.md: every alert has its section, and every command it names is there."""

import re

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from cmm.alerts.rules import as_rules
from cmm.backup.__main__ import WORDS as BACKUP_WORDS
from cmm.crypto.__main__ import ARGUMENTS
from cmm.jobs.models import Job, JobState
from tests.factories.accounts import staff

TEXT = (settings.ROOT / "docs/drift.md").read_text()
SERVICES = yaml.safe_load((settings.ROOT / "docker-compose.yml").read_text())["services"]
# Words after `docker compose` that take services, and what else may stand there.
TAKES = r"(?:exec|run --rm|up -d|stop|restart|logs|ps|cp)"
PARTS = ("**Betyder.**", "**Gør.**", "**Set, at det hjalp.**")


def sections():
    found = re.findall(r'<a id="([\w-]+)"></a>\n### (.*?)\n(.*?)(?=<a id=|\Z|\n## )', TEXT, re.S)
    return {code: (heading, body) for code, heading, body in found}


def test_every_alert_has_a_section_that_says_what_it_is_what_to_do_and_how_to_see_that_it_helped():
    rules = [rule["alert"] for rule in as_rules()["groups"][0]["rules"]]
    with_parts = [code for code, (_heading, body) in sections().items() if all(part in body for part in PARTS)]
    assert sorted(with_parts) == sorted(rules)
    assert all(sections()[code][0].startswith(f"{code}: ") for code in rules)


def test_what_has_no_alert_has_a_section_too():
    assert {"key-lost", "restore", "account-leaked", "phone-stolen", "secret-leaked", "release-back"} < set(sections())


def test_every_command_it_names_is_there_with_its_options():
    named = re.findall(r"manage\.py (\w+)((?: --[\w-]+(?: [A-Z-]+)?)*)", TEXT)
    commands = get_commands()
    assert named
    for name, options in named:
        known = load_command_class(commands[name], name).create_parser("manage.py", name)._option_string_actions
        assert set(re.findall(r"--[\w-]+", options)) <= set(known), name


def test_every_word_of_our_own_programs_is_known():
    assert set(re.findall(r"python -m cmm backup ([\w-]+)", TEXT)) <= set(BACKUP_WORDS)
    assert set(re.findall(r"python -m cmm\.crypto ([\w-]+)", TEXT)) <= {"new", *ARGUMENTS}
    assert set(re.findall(r"`\./dev campaign (\w+)`", TEXT)) == {"upgrade"}


def test_every_service_it_names_is_in_compose():
    words = [word for line in re.findall(rf"docker compose {TAKES}([^`|>]*)", TEXT) for word in line.split()]
    named = {word for word in words if re.fullmatch("[a-z]+", word)} & {*SERVICES, "db", "celery", "nginx", "app"}
    assert named == set(SERVICES)
    for first in re.findall(r"docker compose (?:exec|run --rm) ([\w-]+)", TEXT):
        assert first in SERVICES


def test_the_files_it_points_to_exist():
    for path in re.findall(r"`((?:docker|docs|cmm)/[\w./-]+)`", TEXT):
        assert (settings.ROOT / path).exists(), path


@pytest.mark.django_db
def test_jobs_are_told_without_what_they_are_about_and_started_again_by_somebody(capsys):
    job = Job.objects.create(
        kind="tests.any", key="Anna", args={"name": "Anna"}, state=JobState.FAILED, attempts=5, failure="OSError"
    )
    call_command("jobs")
    told = capsys.readouterr().out
    assert f"{job.pk} tests.any failed 0 s, 5 tries OSError\n1 jobs\n" == told
    with pytest.raises(CommandError, match="names nobody"):
        call_command("jobs", retry=job.pk)
    call_command("jobs", retry=job.pk, by=staff("cmm_coordinator").email)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
