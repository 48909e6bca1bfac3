"""What Tau-Argus would withhold of each table by itself: ``python -m reports.disclosure.proposer FOLDER``.

It runs in FOLDER, knows no database and no secret, and takes the folder away when it ends: the engine leaves person
rows and true numbers there under fixed names. Tables come on stdin as JSON, the rows it would withhold go to stdout.
"""

import json
import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

CPU_SECONDS = 60
PROTECTION = 20  # per cent of a small number either way: what the engine calls the safety range
WITHHELD = ("U", "M")  # small, and withheld to keep the small ones
LABEL = "part"


def proposed(parts: dict[str, int], threshold: int, folder: Path) -> list[str]:
    """The parts of one total it would withhold."""
    from pytauargus import protect  # type: ignore[import-untyped] # noqa: PLC0415 -- in this process alone

    codes = {f"c{place}": name for place, name in enumerate(parts)}
    persons = [{LABEL: code, "number": 1} for code, name in codes.items() for _person in range(parts[name])]
    rule = f"FREQ({threshold},{PROTECTION})"
    found: Any = protect(persons, [LABEL], "number", rule, "OPT(1)", workdir=str(folder))
    rows = found.tables[0].rows
    return [codes[row[LABEL]] for row in rows if row["status"] in WITHHELD and row[LABEL] in codes]


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin)
    os.chdir(folder)
    told, kept = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(kept, 1)  # the engine talks
    answer = [proposed(parts, order["threshold"], folder) for parts in order["tables"]]
    os.write(told, json.dumps(answer).encode())


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    finally:
        shutil.rmtree(sys.argv[1], ignore_errors=True)
