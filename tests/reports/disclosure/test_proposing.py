"""Tau-Argus proposes in a process of its own, in a folder of which nothing is left."""

import tempfile
from pathlib import Path

import pytest

from reports.disclosure import proposing
from reports.disclosure.choosing import withheld
from reports.disclosure.figures import Codes, Figure
from reports.disclosure.proposing import ProposingFailed, divided, sweep, tau_argus

ALL = Figure.of("identified", 2026)
NAMES = ("a", "b", "c")


def of(name):
    last = name == NAMES[-1]
    return Figure.of("identified", 2026, {"form": Codes.of(NAMES[:-1] if last else [name], rest=last)})


COUNTS = {ALL: 81, of("a"): 47, of("b"): 31, of("c"): 3}


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Where the private folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_parts_of_each_total_are_a_table():
    assert divided(COUNTS | {Figure.of("stays", 2026): 5}) == [sorted([of("a"), of("b"), of("c")])]


def test_it_proposes_a_small_number_and_what_keeps_it_and_leaves_nothing(folders):
    pytest.importorskip("pytauargus")
    assert tau_argus(COUNTS, 5) == {of("b"), of("c")}
    assert list(folders.iterdir()) == []


def test_a_child_that_fails_leaves_nothing(folders, monkeypatch):
    monkeypatch.setattr(proposing.sys, "executable", "/bin/false")
    with pytest.raises(ProposingFailed):
        tau_argus(COUNTS, 5)
    assert list(folders.iterdir()) == []


def test_a_folder_of_a_killed_process_is_swept(folders):
    left, ours = folders / f"{proposing.PREFIX}999999999-x", folders / f"{proposing.PREFIX}1-x"
    for folder in (left, ours):
        folder.mkdir()
        (folder / "micro.asc").write_text("1")
    sweep()
    assert [Path(one).name for one in folders.iterdir()] == [ours.name]


def test_what_is_proposed_in_vain_is_shown():
    found = withheld(COUNTS, threshold=5, width=3, proposed=[of("a"), of("b")])
    assert len(found) == 2
    assert of("c") in found
