"""What row-level security and the log cost a request: the same pages over three copies of one world, turn about."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpResponse
from django.shortcuts import resolve_url
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
Ask = Callable[[Client], HttpResponse]
Round = dict[str, float]  # milliseconds over each copy
BAR = 3.0  # milliseconds at the median (design section 8)


def main(words: list[str]) -> tuple[str, bool]:
    turns = int(words[0]) if words else TURNS
    rounds = measured(turns)
    return told(rounds, turns)


def measured(turns: int = TURNS) -> dict[str, list[Round]]:
    """Milliseconds of every request over each copy, by page. The copies are asked in turn, request by request, each
    time another one first: what else the machine does meets all three.
    """
    settings.ALLOWED_HOSTS = ["*"]
    readers = copies(turns)
    served = {mode: Copy(mode) for mode in SWITCHES}
    rounds: dict[str, list[Round]] = {}
    for visitor, page, ask in readers:
        turn = [one_round(served, number, ask, visitor) for number in range(WARM + ASKED)]
        rounds.setdefault(page, []).extend(turn[WARM:])
    return rounds


def one_round(served: "dict[str, Copy]", number: int, ask: Ask, visitor: Client) -> Round:
    first = number % len(served)
    order = [*served][first:] + [*served][:first]
    return {mode: served[mode].timed(ask, visitor) for mode in order}


def costs(rounds: dict[str, list[Round]]) -> dict[str, float]:
    """What both cost each page at the median of the rounds."""
    return {name: statistics.median(one[BOTH] - one[BARE] for one in taken) for name, taken in rounds.items()}


def copies(turns: int) -> list[tuple[Client, str, Ask]]:
    """The world three times: as it is, without the log, and without row-level security and log.

    A reader for each turn and page: what one was shown in an hour is counted on every page, and nobody reads for long
    as fast as this.
    """
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, WORLD)
    enter(Context(None, "campaign"), local=False)
    found = [prepared(page) for _turn in range(turns) for page in PAGES]
    for mode, switches in SWITCHES.items():
        database.fresh(WORLD, f"{WORLD}_{mode}")
        with connections["owner"].cursor() as cursor:
            for switch in switches:
                for statement in switch():
                    cursor.execute(statement)
            cursor.execute("ANALYZE")
    return found


def prepared(page: str) -> tuple[Client, str, Ask]:
    worker = staff("cmm_caseworker")
    cases = [CaseFactory(caseworker=worker) for _row in range(ROWS)]
    visitor = Client()
    visitor.force_login(worker)
    return visitor, page, PAGES[page](cases[0].ref)


NOTE = {"title": "Samtale", "text": "Personen vil blive."}
PAGES: dict[str, Callable[[str], Ask]] = {
    f"a list of {ROWS} cases": lambda _ref: lambda browser: browser.get(reverse("cases:case_list")),
    "the page of a case": lambda ref: lambda browser: browser.get(reverse("case_detail", args=[ref])),
    "a note is written": lambda ref: lambda browser: browser.post(reverse("cases:journal_create", args=[ref]), NOTE),
}


def unlogged() -> Iterator[str]:
    for table in sorted(watched()):
        for kind in KINDS:
            yield f"ALTER TABLE {table} DISABLE TRIGGER audit_note_{kind}"


def unclosed() -> Iterator[str]:
    for table in closed_tables("owner"):
        yield f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"


SWITCHES = {BARE: [unlogged, unclosed], SECURITY: [unlogged], BOTH: []}


class Copy:
    """One copy and the thread that serves it, whose connection stays open; outside ``BOTH`` the reading log is off."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.thread = ThreadPoolExecutor(1, initializer=connected_to, initargs=[f"{WORLD}_{mode}"])

    def timed(self, ask: Ask, visitor: Client) -> float:
        return self.thread.submit(self.milliseconds, ask, visitor).result()

    def milliseconds(self, ask: Ask, visitor: Client) -> float:
        with nullcontext() if self.mode == BOTH else unwritten():
            began = time.perf_counter()
            answer = ask(visitor)
            taken = (time.perf_counter() - began) * 1000
        assert answer.status_code in {200, 302}, answer.status_code
        assert resolve_url(settings.LOGIN_URL) not in answer.get("Location", ""), "shown out"
        return taken


def unwritten() -> AbstractContextManager[Any]:
    return patch.multiple(middleware, write=lambda _request: Lately(), say_why=lambda *_words: None)


def connected_to(name: str) -> None:
    for alias in ("default", "refusals"):
        connections[alias] = DatabaseWrapper(connections[alias].settings_dict | {"NAME": name}, alias)


def told(rounds: dict[str, list[Round]], turns: int) -> tuple[str, bool]:
    head = [*SWITCHES, "cost"]
    lines, cost = [f"{'milliseconds, median':<26}" + "".join(f"{word:>10}" for word in head)], costs(rounds)
    for name, taken in rounds.items():
        each = [statistics.median(one[mode] for one in taken) for mode in SWITCHES]
        lines.append(f"{name:<26}" + "".join(f"{figure:>10.1f}" for figure in [*each, cost[name]]))
    ok = all(one <= BAR for one in cost.values())
    verdict = f"{'within' if ok else 'over'} the bar of {BAR:.0f} ms"
    return "\n".join(lines) + f"\n{turns} turns of {ASKED} rounds; {verdict}.\n", ok
