import os
from pathlib import Path

import pytest

from cmm.embedded.places import Place, private_folder
from machine.steps import MachineError


def test_a_socket_path_stays_short_however_deep_the_checkout_lies():
    deep = Place("test", Path("/", *["a-long-folder-name"] * 20))
    assert len(str(deep.sockets / ".s.PGSQL.5432.lock")) < 60


def test_two_checkouts_have_two_folders(tmp_path):
    assert Place("dev", tmp_path / "a").sockets != Place("dev", tmp_path / "b").sockets
    assert Place("dev", tmp_path).sockets != Place("test", tmp_path).sockets


def test_a_private_folder_is_for_its_owner_alone(tmp_path):
    private_folder(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_link_laid_by_somebody_else_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir()
    os.symlink(tmp_path / "theirs", tmp_path / "ours")
    with pytest.raises(MachineError, match="belongs to somebody else"):
        private_folder(tmp_path / "ours")
