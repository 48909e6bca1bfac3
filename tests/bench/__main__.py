"""Measure every list page for every role that may open it, on a database of the bench's own. ``--json`` for machines.

Statements are judged against design section 8; the time is shown beside them and judged by nobody yet.
"""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import json
import statistics
import sys
import time

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.urls import reverse

from cmm.accounts.models import User
from cmm.demo import world
from tests import database
from tests.permissions.matrix import PAGES
from tests.statements import statements

BAR, RUNS = 12, 5
LISTS = [name for name in PAGES if name.endswith(("_list", "board", "tonight", "today", "audit_log", "audit_events"))]


def main(words: list[str]) -> int:
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_bench")
    settings.ALLOWED_HOSTS = ["*"]
    world.build(seed=1, size=world.Size(years=1, share=0.3), tell=lambda _line: None)
    rows = [measured(name, role) for name in LISTS if not PAGES[name][0] for role in sorted(PAGES[name][1][""])]
    sys.stdout.write(json.dumps(rows, indent=2) + "\n" if "--json" in words else table(rows))
    return 0 if all(row["holds"] for row in rows) else 1


def measured(name: str, role: str) -> dict:
    """Statements of the first page, and the median time of some runs; a start page may lead on to another."""
    visitor = Client()
    visitor.force_login(User.objects.get(email=f"{role}@demo.test"))
    address = reverse(name)
    visitor.get(address)
    with statements() as asked:
        answer = visitor.get(address)
    times = [timed(visitor, address) for _run in range(RUNS)]
    holds = answer.status_code in {200, 302} and len(asked) <= BAR
    milliseconds = round(statistics.median(times) * 1000, 1)
    return {"page": name, "role": role, "statements": len(asked), "bar": BAR, "ms": milliseconds, "holds": holds}


def timed(visitor: Client, address: str) -> float:
    began = time.perf_counter()
    visitor.get(address)
    return time.perf_counter() - began


def table(rows: list[dict]) -> str:
    lines = [f"{'page':<34}{'role':<26}{'statements':>11}{'bar':>5}{'ms':>8}  verdict"]
    for row in rows:
        verdict = "holds" if row["holds"] else "BROKEN"
        lines.append(f"{row['page']:<34}{row['role']:<26}{row['statements']:>11}{BAR:>5}{row['ms']:>8}  {verdict}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
