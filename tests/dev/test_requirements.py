"""The lock files: every package pinned, hashed, and no address of any registry."""

import re
import tomllib

import pytest

from cmm.embedded.places import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_a_hash_and_no_address(lock):
    text = lock.read_text()
    assert not re.search(r"https?:|file:|--index|--find-links|--extra", text)
    for entry in re.split(r"\n(?=[a-z0-9])", text.split("\n", 2)[2]):
        assert re.match(r"[a-z0-9.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_production_runs_what_the_tests_ran():
    def pins(name):
        return set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))

    assert pins("run.txt") < pins("dev.txt")


def test_every_direct_dependency_says_why_it_is_here():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    direct = project["project"]["dependencies"] + project["dependency-groups"]["dev"][1:]
    for requirement in direct:
        assert re.search(rf'^\s+"{re.escape(requirement)}",\s+# \S+', text, re.MULTILINE), requirement


def test_the_front_end_lock_names_no_address():
    assert "http" not in (ROOT / "package-lock.json").read_text()
