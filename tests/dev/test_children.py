import os
import signal
import time

import pytest

from cmm.embedded import leftovers
from cmm.embedded.children import TOO_OFTEN, Child, stop_all
from machine.steps import MachineError

SLEEPER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def child(tmp_path, monkeypatch):
    """A process with a process of its own, as a web server has."""
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    variables = os.environ | {"PYTHONPATH": str(tmp_path), leftovers.MARK: str(tmp_path)}
    child = Child("web", ["sleeper"], variables, tmp_path / "web.log")
    child.start()
    assert leftovers.wait_until(lambda: "up" in child.log.read_text(), 10)
    yield child
    stop_all([child])


def family(tmp_path):
    return list(leftovers.with_mark(tmp_path))


def gone(tmp_path):
    """A killed process takes a moment to be gone."""
    return leftovers.wait_until(lambda: family(tmp_path) == [], 10)


def test_stopping_leaves_no_grandchild(child, tmp_path):
    assert len(family(tmp_path)) == 2
    stop_all([child])
    assert gone(tmp_path)


def test_a_killed_child_is_started_again(child, tmp_path):
    before = child.process.pid
    os.kill(before, signal.SIGKILL)
    child.process.wait()
    child.revive()
    assert not child.died
    assert child.process.pid != before


def test_who_keeps_dying_is_given_up_with_its_last_word(child):
    child.deaths = [time.monotonic()] * (TOO_OFTEN - 1)
    with pytest.raises(MachineError, match=r"web does not stay up: up \(all of it: .*web.log\)"):
        child.revive()


def test_what_a_killed_run_left_is_found_by_its_mark_and_stopped(child, tmp_path):
    leftovers.stop(family(tmp_path))
    assert gone(tmp_path)


def test_the_mark_of_another_checkout_is_not_ours(child, tmp_path):
    assert list(leftovers.with_mark(tmp_path / "other")) == []
