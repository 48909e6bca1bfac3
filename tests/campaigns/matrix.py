"""Every page × every verb × every role × each relation: no cell is left to a sample."""

import os
from pathlib import Path

import pytest
from django.conf import settings


class Count:
    """How many tests came to what."""

    def __init__(self) -> None:
        self.passed, self.failed = 0, []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
        self.passed += report.when == "call" and report.passed


def main(_words: list[str]) -> tuple[str, bool]:
    os.environ["CMM_EVERY_CELL"] = "yes"
    count = Count()
    rooms = [str(Path(settings.ROOT) / "tests/permissions" / f"test_{one}.py") for one in ("matrix", "readings")]
    pytest.main(["-q", "--no-header", "-n0", *rooms], plugins=[count])
    lines = [f"not as the matrix says: {one}" for one in count.failed]
    return "\n".join([*lines, f"{count.passed} of {count.passed + len(count.failed)} hold", ""]), not count.failed
