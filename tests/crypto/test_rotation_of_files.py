"""Keys of files are changed: nothing unreadable, nothing under an older key, whenever the process is killed."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cmm.crypto import making, vault
from cmm.crypto.cipher import Unreadable
from cmm.crypto.rotation import rotate_files
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use, without_the_older
from tests.crypto.test_vault import put

ROTATE = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from cmm.crypto.rotation import rotate_files
take_its_place, left = Path.replace, int(sys.argv[1])
def killed_after_some(half, whole):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return take_its_place(half, whole)
Path.replace = killed_after_some
rotate_files(lambda _line: None)
"""


def rotated():
    told = rotate_files(lambda _line: None)
    return told.rotated, told.left, told.unreadable


def test_files_come_under_the_key_in_use_and_the_old_key_can_go():
    older = new_keyring()
    with as_setting(older):
        names = [put(f"Brev {number}".encode()) for number in range(5)]
    newer = with_another_in_use(older, "files")
    with as_setting(newer):
        assert (rotated(), rotated()) == ((5, 0, []), (0, 0, []))
    with as_setting(without_the_older(newer, "files")):
        assert [vault.take(name) for name in names] == [f"Brev {number}".encode() for number in range(5)]


@pytest.mark.django_db
def test_a_file_nobody_can_open_is_named_and_stops_no_other(capsys):
    with as_setting(new_keyring()):
        lost = put()
    older = new_keyring()
    with as_setting(older):
        put()
    with as_setting(with_another_in_use(older, "files")), pytest.raises(CommandError):
        call_command("rotate_keys", json=True)
    files = json.loads(capsys.readouterr().out)["tables"][-1]
    assert (files["rotated"], files["left"], str(lost) in files["unreadable"][0]) == (1, 1, True)


def test_killed_again_and_again_it_loses_nothing(tmp_path):
    """Killed where it hurts most: the file is closed anew and has not yet taken its place."""
    older, path = new_keyring(), tmp_path / "keyring.json"
    with as_setting(older):
        names = [put(os.urandom(90_000)) for _ in range(30)]
        contents = [vault.take(name) for name in names]
    newer = with_another_in_use(older, "files")
    making.write(path, newer)
    with as_setting(newer):
        for moved, old in ((7, 23), (0, 23), (11, 12)):
            assert rotate_and_be_killed(path, after=moved) == -signal.SIGKILL
            assert (still_old(names), [vault.take(name) for name in names] == contents) == (old, True)
        assert (rotated(), len(list(vault.halves()))) == ((12, 0, []), 3)
    with as_setting(without_the_older(newer, "files")):
        assert [vault.take(name) for name in names] == contents


def rotate_and_be_killed(keyring, after):
    told = os.environ | {"CMM_KEYRING": str(keyring), "CMM_FILES_FOLDER": settings.CMM_FILES_FOLDER}
    child = [sys.executable, "-c", ROTATE, str(after)]
    return subprocess.run(child, cwd=settings.ROOT, env=told, check=False).returncode


def still_old(names):
    return sum(vault.is_stale(name) for name in names)


def test_without_the_older_key_nothing_would_open():
    """Or the tests above could not tell a rotation from none."""
    older = new_keyring()
    with as_setting(older):
        name = put()
    with as_setting(without_the_older(with_another_in_use(older, "files"), "files")), pytest.raises(Unreadable):
        vault.take(name)
