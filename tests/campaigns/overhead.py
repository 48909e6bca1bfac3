"""What the log costs a request: the same pages with reading log and triggers, and without, turn about."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from cmm.accounts import middleware
from cmm.audit.triggers import KINDS, watched
from cmm.core.context import Context, enter
from tests import database
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

ROUNDS, ROWS = 60, 25
WITH, WITHOUT = "with", "without"


def main(words: list[str]) -> tuple[str, bool]:
    rounds = int(words[0]) if words else ROUNDS
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_campaign")
    settings.ALLOWED_HOSTS = ["*"]
    enter(Context(None, "campaign"), local=False)
    visitor, pages = prepared()
    taken = {(name, mode): [] for name in pages for mode in (WITH, WITHOUT)}
    for number in range(rounds + 5):
        for mode in (WITH, WITHOUT):
            with logging(mode):
                for name, ask in pages.items():
                    began = time.perf_counter()
                    status = ask(visitor).status_code
                    assert status in {200, 302}, (name, status)
                    if number >= 5:
                        taken[name, mode].append(time.perf_counter() - began)
    database.use("postgres")
    return told(pages, taken, rounds), True


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


@contextmanager
def logging(mode: str) -> Iterator[None]:
    switch = "ENABLE" if mode == WITH else "DISABLE"
    with connections["owner"].cursor() as cursor:
        for table in sorted(watched()):
            for kind in KINDS:
                cursor.execute(f"ALTER TABLE {table} {switch} TRIGGER audit_note_{kind}")
    with ExitStack() as stack:
        if mode == WITHOUT:
            stack.enter_context(patch.object(middleware, "write", lambda _request: None))
            stack.enter_context(patch.object(middleware, "say_why", lambda *_words: None))
        yield


def told(pages, taken, rounds: int) -> str:
    lines = [f"{'milliseconds, median':<26}{'without':>10}{'with':>10}{'the log':>10}"]
    for name in pages:
        without, full = (statistics.median(taken[name, mode]) * 1000 for mode in (WITHOUT, WITH))
        lines.append(f"{name:<26}{without:>10.1f}{full:>10.1f}{full - without:>10.1f}")
    return "\n".join(lines) + f"\n{rounds} rounds, turn about, on a machine that others used too.\n"
