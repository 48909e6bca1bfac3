"""Thirty ways others' systems leaked or lost what they held, each replayed by the tests ``docs/peers.csv`` names."""

import csv
from pathlib import Path

from django.conf import settings

from tests.architecture.naming import is_there


def rows():
    with (Path(settings.ROOT) / "docs" / "peers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_thirty_stand_there_once():
    assert [row["number"] for row in rows()] == [str(number) for number in range(1, 31)]


def test_each_names_tests_that_are_there():
    assert [row["number"] for row in rows() if not row["tests"]] == []
    assert [named for row in rows() for named in row["tests"].split() if not is_there(named)] == []
