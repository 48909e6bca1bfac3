"""The list of rules names tests that are there."""

import re

from tests.architecture.sources import ROOT

LIST = (ROOT / "docs" / "rules-of-assessment.md").read_text()


def test_every_rule_has_a_test_that_is_there():
    named = set(re.findall(r"`(test_\w+)`", LIST))
    written = "".join(path.read_text() for path in (ROOT / "tests" / "identification").glob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", written, re.M))
    assert len(named) >= 40
    assert named - there == set()
