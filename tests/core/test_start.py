"""Every way to start the register ends in one line when the settings or the database are not what they should be."""

import subprocess
import sys

import pytest
from django.conf import settings

from cmm.__main__ import NEEDS, PROGRAMS
from tests.core.test_settings import PRODUCTION

SILENT = {"DATABASE_URL": "postgres://cmm_web@/cmm?host=/nowhere/at/all"}
COMPLETE = PRODUCTION | {"CMM_SYSTEM_KEY": "s" * 60}
ADDRESSES = ("DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "DATABASE_DESTRUCTION_URL")


def python(*words, **environment):
    """What Python says, asked with nothing but this environment."""
    command = [sys.executable, *words]
    answer = subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout, answer.stderr


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_missing_secret_stops_each_process(name):
    line = "Settings: SECRET_KEY is not set. Set it in the environment; .env.example lists every setting.\n"
    assert python("-m", "cmm", name, **COMPLETE | {"SECRET_KEY": ""}) == (1, "", line)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_silent_database_stops_each_process(name):
    code, out, line = python("-m", "cmm", name, **COMPLETE | SILENT)
    assert (code, out, line.count("\n")) == (1, "", 1)
    assert line.startswith("Database: connection ")
    assert line.endswith(". Is DATABASE_URL right, and is PostgreSQL running?\n")


@pytest.mark.parametrize("name", NEEDS)
def test_who_acts_as_the_system_does_not_start_without_its_key(name):
    line = "Settings: CMM_SYSTEM_KEY is not set. Set it in the environment; .env.example lists every setting.\n"
    assert python("-m", "cmm", name, **PRODUCTION) == (1, "", line)


def test_a_keyring_that_cannot_be_read_stops_the_web():
    line = (
        "Settings: CMM_KEYRING cannot be read: No such file or directory. Make one with `python -m cmm.crypto new`.\n"
    )
    assert python("-m", "cmm", "web", **COMPLETE | {"CMM_KEYRING": "/nowhere/at/all"}) == (1, "", line)


def test_an_unknown_process_is_refused_in_one_line():
    assert python("-m", "cmm", "dance") == (2, "", "python -m cmm takes one of: web, worker, beat, backup.\n")


def test_gunicorn_by_itself_gives_up_instead_of_trying_for_ever():
    """By the code that says so to its master."""
    line = "Settings: SECRET_KEY is not set. Set it in the environment; .env.example lists every setting.\n"
    assert python("-c", "import cmm.wsgi", **PRODUCTION | {"SECRET_KEY": ""}) == (3, "", line)


def test_who_names_no_settings_gets_those_of_production():
    unnamed = {name: value for name, value in COMPLETE.items() if name != "DJANGO_SETTINGS_MODULE"}
    line = "Settings: CMM_DEMO_PASSWORD is set. Production does not start with demonstration logins.\n"
    assert python("manage.py", "check", **unnamed | {"CMM_DEMO_PASSWORD": "demo"}) == (1, "", line)


def test_making_the_logins_names_the_address_that_is_missing_or_silent():
    logins = ("-m", "cmm.embedded.logins")
    line = "Settings: DATABASE_OWNER_URL is not set. Set it in the environment; .env.example lists every setting.\n"
    assert python(*logins, **COMPLETE) == (1, "", line)
    code, _out, line = python(*logins, **COMPLETE | dict.fromkeys(ADDRESSES, SILENT["DATABASE_URL"]))
    assert (code, line.startswith("Database: "), line.count("\n")) == (1, True, 1)
