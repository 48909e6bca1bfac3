"""The written parts of the demonstration: tables with semicolons, and texts under headings."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (HERE / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter=";"))


@cache
def texts(name: str) -> dict[str, tuple[str, ...]]:
    """One text a line, gathered under the ``[heading]`` it stands below."""
    found: dict[str, tuple[str, ...]] = {}
    heading = ""
    for line in (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = ()
        elif line:
            found[heading] += (line,)
    return found
