"""Wrong settings stop the start with one clear line."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from cmm.crypto.making import new_keyring
from cmm.settings import environment

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cmm.settings.prod",
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "CMM_CONTEXT_KEY": "c" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "register.example",
    "PUBLIC_URL": "https://register.example",
    "DATABASE_URL": "postgres://cmm_web:secret@database/cmm",
    "REDIS_URL": "redis://broker:6379/0",
    "CMM_KEYRING": json.dumps(new_keyring()),
    "CMM_ANCHOR_FOLDER": "/anchors",
    "CMM_FILES_FOLDER": "/files",
}


def manage(*command, **environment):
    """Run a management command with nothing but this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 signs"),
        ({"CMM_CONTEXT_KEY": ""}, "CMM_CONTEXT_KEY is not set"),
        ({"CMM_CONTEXT_KEY": "short"}, "CMM_CONTEXT_KEY is shorter than 50 signs"),
        ({"CMM_SYSTEM_KEY": "short"}, "CMM_SYSTEM_KEY is shorter than 50 signs"),
        ({"CMM_CONTEXT_KEY": "k" * 60, "CMM_SYSTEM_KEY": "k" * 60}, "CMM_CONTEXT_KEY and CMM_SYSTEM_KEY are the same"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL is not set"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL must begin with postgres://"),
        ({"CMM_KEYRING": ""}, "CMM_KEYRING is not set"),
        ({"CMM_KEYRING": "/nowhere/at/all"}, "CMM_KEYRING cannot be read: No such file or directory"),
        ({"CMM_KEYRING": '{"identity": {}}'}, "CMM_KEYRING has no keys for: files, index, log"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
        ({"CMM_ANCHOR_FOLDER": ""}, "CMM_ANCHOR_FOLDER is not set"),
        ({"CMM_FILES_FOLDER": ""}, "CMM_FILES_FOLDER is not set"),
        ({"CMM_DEMO_PASSWORD": "demo"}, "CMM_DEMO_PASSWORD is set"),
        ({"CMM_DEMO_TOTP": "A" * 32}, "CMM_DEMO_TOTP is set"),
        ({"CMM_PASSWORD_ALONE": "yes"}, "CMM_PASSWORD_ALONE is set"),
        ({"CMM_LAPSED_APPROVAL": "maybe"}, "CMM_LAPSED_APPROVAL must be one of reason, refuse, not maybe"),
        ({"SECRET_KEY_FILE": "/nowhere"}, "SECRET_KEY and SECRET_KEY_FILE are both set. Keep one of them"),
        (
            {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere"},
            "SECRET_KEY_FILE cannot be read: No such file or directory",
        ),
        ({"DATABASE_PASSWORD": "a"}, "DATABASE_URL has a password, and DATABASE_PASSWORD is set. Keep one of them"),
        ({"CMM_PUBLICATION_THRESHOLD": "five"}, "CMM_PUBLICATION_THRESHOLD must be a number, not five"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(change, line):
    answer = manage("check", **PRODUCTION | change)
    assert (answer.returncode, len(answer.stderr.strip().splitlines())) == (1, 1), answer.stderr
    assert line in answer.stderr


def test_a_silent_database_stops_the_start_with_one_line():
    url = "postgres://cmm_web@/cmm?host=/nowhere/at/all"
    answer = manage("migrate", "--check", **PRODUCTION | {"DATABASE_URL": url})
    assert (answer.returncode, len(answer.stderr.strip().splitlines())) == (1, 1), answer.stderr
    assert "Is DATABASE_URL right, and is PostgreSQL running?" in answer.stderr


def test_production_settings_pass_the_deployment_check():
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stderr


def test_a_secret_may_stand_in_a_file_and_a_password_beside_its_address(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("p@ss/w:rd\n")
    monkeypatch.setenv("DATABASE_URL", "postgres://cmm_web@database/cmm")
    monkeypatch.setenv("REDIS_URL", "redis://broker:6379/0")
    for name in ("DATABASE_PASSWORD_FILE", "REDIS_PASSWORD_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "password"))
    found = environment.database("DATABASE_URL")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("cmm_web", "p@ss/w:rd", "database")
    assert environment.address("REDIS_URL") == "redis://:p%40ss%2Fw%3Ard@broker:6379/0"
