"""Many sequences of reports, corrections and tables of their own, each attacked from its published files alone.

``./dev campaign attack`` takes twelve sequences of four years; with a number that many.
"""

from django.utils.translation import override

from reports.figures.losing import share
from reports.history.reading import read_history
from tests.reports.attacker import Attacker
from tests.reports.sequences import published

SEQUENCES, YEARS, TABLES = 12, 4, 3
NAMES = [
    "seed",
    "releases",
    "refused",
    "cells",
    "primary",
    "secondary",
    "attacked",
    "recovered",
    "narrow",
    "narrowest",
    "subtracted",
    "totals",
    "slowest",
]
HEAD = "  ".join(f"{name:>9}" for name in NAMES)


def main(words: list[str]) -> tuple[str, bool]:
    history, lines, sound = read_history(), [HEAD], True
    with override("da"):
        for seed in range(1, 1 + int(words[0] if words else SEQUENCES)):
            line, held = attacked(history, seed)
            lines.append(line)
            sound = sound and held
    return "\n".join(lines), sound


def attacked(history, seed):
    centre = published(history, seed, YEARS, TABLES)
    slowest = max(centre.seconds)
    attacker = Attacker()
    for ref, document in centre.documents:
        attacker.read(ref, document)
    found = attacker.attack()
    widths = [most - least for name, (least, most) in found.items() if name not in attacker.unprinted]
    leaks = attacker.leaks(found)
    recovered, narrow = sum(least == most for least, most in leaks.values()), len(leaks)
    subtracted, missing = len(attacker.subtracted()), totals_missing(centre)
    cells, primary, secondary = share(one["audit"] for one in centre.released if "audit" in one)
    line = [
        seed, len(centre.documents), centre.refused, cells, f"{primary:.1%}", f"{secondary:.1%}", len(widths),
        recovered, narrow, min(widths, default=0), subtracted, f"-{missing}" if missing else "all", f"{slowest:.1f} s",
    ]  # fmt: skip
    return "  ".join(f"{one:>9}" for one in line), not (recovered or narrow or subtracted or missing)


def totals_missing(centre):
    return sum(
        cell["value"] is None
        for _ref, document in centre.documents
        for table in document["tables"]
        if table["id"] == "series"
        for cell in table["cells"]
    )
