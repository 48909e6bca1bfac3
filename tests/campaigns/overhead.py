"""What row-level security and the log cost a request: the same pages over three copies of one world, turn about."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from cmm.accounts import middleware
from cmm.accounts.policies.installing import closed_tables
from cmm.audit.services.readings import Lately
from cmm.audit.triggers import KINDS, watched
from cmm.core.context import Context, enter
from tests import database
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

TURNS, WARM, ASKED, ROWS = 8, 12, 15, 25  # PostgreSQL keeps a plan after its sixth use
BARE, SECURITY, BOTH = "neither", "security", "both"
WORLD = "cmm_campaign"
BAR = 3.0  # milliseconds at the median (design section 8)


def main(words: list[str]) -> tuple[str, bool]:
    turns = int(words[0]) if words else TURNS
    pages, taken = measured(turns)
    database.use("postgres")
    return told(pages, taken, turns)


def measured(turns: int = TURNS):
    """Milliseconds of every request, by page and copy; every second turn the other way round."""
    settings.ALLOWED_HOSTS = ["*"]
    readers = copies(turns)
    pages = readers[0][1]
    taken = {(name, mode): [] for name in pages for mode in SWITCHES}
    for turn, (visitor, asked) in enumerate(readers):
        for mode in list(SWITCHES)[:: -1 if turn % 2 else 1]:
            with over(mode):
                for name, ask in asked.items():
                    taken[name, mode] += timed(ask, visitor)
    return pages, taken


def costs(pages, taken) -> dict[str, float]:
    """What both cost each page at the median."""
    return {name: statistics.median(taken[name, BOTH]) - statistics.median(taken[name, BARE]) for name in pages}


def copies(readers: int):
    """The world three times: as it is, without the log, and without row-level security and log.

    A reader for each turn: what one was shown in an hour is counted on every page, and nobody reads for long as fast
    as this.
    """
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, WORLD)
    enter(Context(None, "campaign"), local=False)
    found = [prepared() for _reader in range(readers)]
    for mode, switches in SWITCHES.items():
        database.fresh(WORLD, f"{WORLD}_{mode}")
        with connections["owner"].cursor() as cursor:
            for switch in switches:
                for statement in switch():
                    cursor.execute(statement)
            cursor.execute("ANALYZE")
    return found


def prepared():
    worker = staff("cmm_caseworker")
    cases = [CaseFactory(caseworker=worker) for _row in range(ROWS)]
    visitor, ref = Client(), cases[0].ref
    visitor.force_login(worker)
    note = {"title": "Samtale", "text": "Personen vil blive."}
    return visitor, {
        f"a list of {ROWS} cases": lambda browser: browser.get(reverse("cases:case_list")),
        "the page of a case": lambda browser: browser.get(reverse("case_detail", args=[ref])),
        "a note is written": lambda browser: browser.post(reverse("cases:journal_create", args=[ref]), note),
    }


def unlogged() -> Iterator[str]:
    for table in sorted(watched()):
        for kind in KINDS:
            yield f"ALTER TABLE {table} DISABLE TRIGGER audit_note_{kind}"


def unclosed() -> Iterator[str]:
    for table in closed_tables("owner"):
        yield f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"


SWITCHES = {BARE: [unlogged, unclosed], SECURITY: [unlogged], BOTH: []}


@contextmanager
def over(mode: str) -> Iterator[None]:
    """Requests meet one of the copies; outside ``BOTH`` the reading log writes nothing."""
    database.use(f"{WORLD}_{mode}")
    enter(Context(None, "campaign"), local=False)
    if mode == BOTH:
        yield
        return
    no_log, no_reason = {"write": lambda _request: Lately()}, {"say_why": lambda *_words: None}
    with patch.multiple(middleware, **no_log, **no_reason):
        yield


def timed(ask, visitor) -> list[float]:
    """Milliseconds a request, once the connection and its plans are warm."""
    found = []
    for number in range(WARM + ASKED):
        began = time.perf_counter()
        status = ask(visitor).status_code
        assert status in {200, 302}, status
        if number >= WARM:
            found.append((time.perf_counter() - began) * 1000)
    return found


def told(pages, taken, turns: int) -> tuple[str, bool]:
    head = ["neither", "security", "both", "cost"]
    lines, ok = [f"{'milliseconds, median':<26}" + "".join(f"{word:>10}" for word in head)], True
    for name in pages:
        bare, security, both = (statistics.median(taken[name, mode]) for mode in (BARE, SECURITY, BOTH))
        ok = ok and both - bare <= BAR
        lines.append(f"{name:<26}{bare:>10.1f}{security:>10.1f}{both:>10.1f}{both - bare:>10.1f}")
    verdict = f"{'within' if ok else 'over'} the bar of {BAR:.0f} ms"
    return "\n".join(lines) + f"\n{turns} turns of {ASKED} requests each; {verdict}.\n", ok
