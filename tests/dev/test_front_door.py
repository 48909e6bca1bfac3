"""``./dev`` before a single package is there."""

import subprocess

import pytest

from cmm.embedded.places import ROOT
from machine import front_door, packages, stamps, system
from machine.steps import MachineError


def dev(*words):
    return subprocess.run([ROOT / "dev", *words], capture_output=True, text=True, check=False)


def test_without_a_word_it_says_its_words():
    said = dev()
    assert said.returncode == 0
    assert all(f"  {word}" in said.stdout for word in front_door.WORDS)


def test_an_unknown_word_is_refused_in_one_line():
    said = dev("dance")
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)


def test_every_word_has_a_command():
    from cmm.embedded.commands import COMMANDS

    assert set(COMMANDS) == set(front_door.WORDS)


def test_a_stamp_is_fresh_until_its_source_changes(tmp_path):
    source, stamp = tmp_path / "lock", tmp_path / "stamp"
    source.write_text("one")
    assert not stamps.fresh(stamp, source)
    stamps.write(stamp, source)
    assert stamps.fresh(stamp, source)
    source.write_text("two")
    assert not stamps.fresh(stamp, source)


def test_a_missing_library_is_named_with_the_command_where_apt_may_not_be_used(monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "loads", lambda name: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get")
    with pytest.raises(MachineError) as missing:
        system.install_libraries()
    assert str(missing.value).startswith("Pango, which draws the PDFs, is missing. Run: sudo apt-get install --yes")
    assert "libpango-1.0-0" in str(missing.value)


def test_a_python_without_venv_names_its_package(monkeypatch):
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get")
    with pytest.raises(MachineError, match=r"Python comes without venv here\. Run: sudo apt-get install .*-venv"):
        packages.make_environment()


def test_pip_serves_where_uv_does_not(monkeypatch, tmp_path):
    called = []

    def pretend(command, failure):
        called.append(command)
        if command[0].endswith("uv"):
            raise MachineError("uv knows no such registry.")

    monkeypatch.setattr(packages, "quietly", pretend)
    packages.add(tmp_path / "lock.txt")
    assert called[-1][1:4] == ["-m", "pip", "install"]
    assert "--require-hashes" in called[-1]
