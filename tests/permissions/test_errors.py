"""What a page that fails leaves behind: no word of what it read, was sent or was about to show."""

import logging
from io import StringIO
from itertools import cycle

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from cmm.core import pages
from cmm.core.logs import NothingTold, PlainFormatter, unspoken
from tests.permissions.matrix import FORMS_ONLY, PAGES
from tests.permissions.standing import as_role, drawer, shelf, world

__all__ = ["as_role", "drawer", "shelf", "world"]

MARKER = "Kanariefuglen"
NUMBER = "010190-4321"
# Enough of them, and of every room.
LEAST = 50


def failing(*_request, **_page):
    """In the middle of a page, with what it holds in its hands."""
    raise ValueError(f"{MARKER} {NUMBER}")


def failing_in_the_database(*_request, **_page):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [MARKER])


@pytest.fixture
def logged(settings):
    """What a process writes, as it writes it."""
    said = StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    settings.ADMINS = [("Vagten", "vagt@example.invalid")]
    yield said
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_page_that_fails_says_nothing_of_anybody(world, logged, monkeypatch, capfd):
    """Every page, by turns in Python and in PostgreSQL."""
    asked, failed = f"?q={MARKER}&cpr={NUMBER}", 0
    for name, how in zip(sorted(set(PAGES) - FORMS_ONLY), cycle((failing, failing_in_the_database))):
        monkeypatch.setattr(pages, "render", how)
        kind, relations = PAGES[name]
        relation, roles = next((which, roles) for which, roles in relations.items() if roles)
        browser = Client(raise_request_exception=False)
        browser.force_login(world.people[sorted(roles)[0]])
        address = reverse(name, kwargs=world.rows[kind][relation] if kind else {})
        answer = browser.get(address + asked, headers={"referer": f"http://testserver/{asked}"})
        failed += answer.status_code == 500
        assert MARKER.encode() not in answer.content or answer.status_code < 500, name
    told = logged.getvalue() + "".join(capfd.readouterr()) + "".join(str(letter.message()) for letter in mail.outbox)
    assert failed >= LEAST, failed
    assert (MARKER in told, NUMBER in told, "ValueError" in told, "DataError" in told) == (False, False, True, True)


def test_a_drawn_report_of_an_error_holds_no_variable(rf):
    request = rf.post("/", {"name": MARKER})
    request.COOKIES["sessionid"] = MARKER
    request.exception_reporter_filter = NothingTold()
    try:
        held = MARKER
        raise RuntimeError(len(held))
    except RuntimeError as error:
        told = ExceptionReporter(request, type(error), error, error.__traceback__).get_traceback_text()
    assert MARKER not in told


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /cases/?q=Maria", "Not Found: /cases/?[query]"),
        ("CPR 010190-4321 and 0101904321", "CPR [number] and [number]"),
        ("telephone +4521639112", "telephone [number]"),
        ("to maria.jensen@example.dk", "to [address]"),
        ("Internal Server Error: /cases/CMM-2026-0042/", "Internal Server Error: /cases/[reference]/"),
        ("job 4711 done in 12 s", "job 4711 done in 12 s"),
    ],
)
def test_a_line_of_the_log_names_nobody(said, kept):
    assert unspoken(said) == kept
