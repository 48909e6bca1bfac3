"""H2: the register is destroyed and comes back, or the restore says in one line why not and leaves nothing."""

import os
import subprocess
import sys
from unittest.mock import Mock, patch

import pytest
from django.conf import settings
from django.test import override_settings

from cmm.alerts.figures import figures
from cmm.backup import keys, restoring
from cmm.backup.following import Follower, Register
from cmm.backup.shelf import Damaged, Shelf
from tests.backup.damages import DAMAGES, damaged
from tests.backup.drill import Drill, approved_for_destruction, destroyed, plant, sealed


@pytest.fixture(scope="module")
def drill(cabinet, django_db_setup, django_db_blocker):
    """Backed up in the middle of its life; destroyed afterwards, with a case gone and a block sealed that the backup
    knows nothing of.
    """
    made = Drill(cabinet / "drill")
    try:
        made.start()
        made.keys.write_text(keys.new_key())
        with patch.dict(os.environ, made.variables), django_db_blocker.unblock(), made.entered():
            live(made)
        yield made
    finally:
        made.forget()


def live(drill):
    plant(2)
    sealed()
    follower = Follower(Register.of_environment())
    with nothing_is_deleted():
        follower.take_base()
    with override_settings(CMM_DEMONSTRATION=False):
        drill.told = figures()["backup_base_seconds"]
    for act in (lambda: plant(1), approved_for_destruction, sealed):
        act()
        drill.kept, reach = drill.counts(), drill.now()
        with nothing_is_deleted():
            follower.follow(60, lambda: follower.position >= reach)  # noqa: B023 -- called at once
        if not list(drill.shelf.glob("wal/*/*killed")):
            follower.line.close()
            half_laid_down(follower)
            follower = Follower(Register.of_environment())
    follower.line.close()
    destroyed()
    drill.newer = sealed()
    drill.destroy()


def nothing_is_deleted():
    """As for a login that may add to the folder and nothing else."""
    refused = dict.fromkeys(["unlink", "remove", "rename", "replace", "rmdir", "truncate"], PermissionError())
    return patch.multiple(os, **{name: Mock(side_effect=no) for name, no in refused.items()})


def half_laid_down(follower):
    """What a killed one leaves: a piece of the log that has no end, and of which the server knows nothing."""
    begins = follower.position
    torn = follower.shelf.path(f"wal/{follower.series.name}/{begins:016X}-{begins + 1:016X}-killed")
    torn.write_bytes(b"v1|k")


def shelf(drill, ring=None):
    return Shelf(drill.shelf, ring or keys.ring_of_backup())


@pytest.fixture(autouse=True)
def environment(drill, monkeypatch):
    for name, value in drill.variables.items():
        monkeypatch.setenv(name, value)


def test_what_was_destroyed_comes_back_whole_and_proven(drill, tmp_path):
    restored = restoring.restore(shelf(drill), tmp_path / "register")
    proof = restored.proof
    assert restored.counts == drill.kept
    assert (proof["gone"], proof["held"], proof["newer"]) == (1, 0, len(drill.newer))
    assert (proof["files"], proof["opened"], proof["values"] >= 9) == (3, 3, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register"]


def test_the_server_knows_how_old_the_newest_base_backup_is(drill):
    assert 0 <= drill.told < 60


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_in_one_line_and_nothing_is_left(drill, tmp_path, damage):
    with damaged(drill.folder, damage) as told, pytest.raises(Damaged, match=told) as said:
        restoring.restore(shelf(drill), tmp_path / "register")
    assert ("\n" in str(said.value), list(tmp_path.iterdir())) == (False, [])


def test_a_proof_that_saw_less_than_there_is_proves_nothing():
    restored = restoring.Restored(base=None, reached=0, counts={"cases_case": 3, "other": 1})
    restored.proof = {"seen": {"cases_case": 3}}
    restoring.check_sight(restored)
    restored.proof = {"seen": {"cases_case": 0}}
    with pytest.raises(Damaged, match="CMM_SYSTEM_KEY is not the one"):
        restoring.check_sight(restored)


def test_another_key_opens_nothing_and_the_command_says_so(drill, tmp_path):
    variables = {**os.environ, "CMM_BACKUP_KEY": keys.new_key()}
    command = [sys.executable, "-m", "cmm", "backup", "restore", str(tmp_path / "register")]
    done = subprocess.run(command, cwd=settings.ROOT, env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n"), list(tmp_path.iterdir())) == (1, "", 1, [])
    assert "is damaged, or was closed with another key" in done.stderr
