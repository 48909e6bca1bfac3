"""What the register answers when it cannot: a page that says why, what became of what was sent, and what to do."""

import errno
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from psycopg.errors import AdminShutdown, DeadlockDetected, DiskFull, QueryCanceled

from cmm.core import context
from cmm.core.context import WrongClock
from cmm.core.models import RefCounter
from cmm.core.unavailable import Patience, TooSlow, reason_of

raised = SimpleNamespace(error=ZeroDivisionError())


def from_the_database(cause):
    error = OperationalError()
    error.__cause__ = cause
    return error


def while_handling(error):
    later = ValueError()
    later.__context__ = error
    return later


def test_each_reason_is_known_by_its_error():
    full = from_the_database(DiskFull())
    errors = [full, while_handling(full), OSError(errno.ENOSPC, ""), from_the_database(QueryCanceled()), TooSlow()]
    errors += [from_the_database(DeadlockDetected()), from_the_database(AdminShutdown()), OperationalError()]
    errors += [WrongClock(), ValueError(), OSError(errno.ENOENT, ""), None]
    reasons = ["full", "full", "full", "slow", "slow", "slow", "gone", "gone", "clock", "", "", ""]
    assert [reason_of(error) for error in errors] == reasons


def write(_request):
    RefCounter.objects.create(prefix="WRITTEN", year=2026)
    raise raised.error


def rest(_request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
        cursor.execute("SELECT 1")
    return HttpResponse("ok")


urlpatterns = [path("write", write), path("rest", rest)]
handler500 = "cmm.core.unavailable.failed"


@pytest.fixture
def sender():
    return Client(raise_request_exception=False)


def told(answer):
    """Its code, its heading, and whether it says in Danish what became of what was sent."""
    text = answer.content.decode()
    return (
        answer.status_code,
        text.partition("<h1>")[2].partition("</h1>")[0],
        "Det, du lige har sendt, er ikke gemt." in text,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
def test_nothing_is_left_of_what_was_sent_and_the_page_says_so(sender):
    raised.error = from_the_database(DiskFull())
    assert told(sender.post("/write")) == (503, "Der er ikke plads til mere i registret", True)
    raised.error = ZeroDivisionError()
    assert sender.post("/write").status_code == 500
    assert not RefCounter.objects.filter(prefix="WRITTEN").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
def test_what_takes_too_long_is_stopped_and_what_began_in_time_is_not_followed(sender):
    with override_settings(CMM_PATIENCE_SECONDS=0.05):
        assert told(sender.get("/rest")) == (503, "Registret er for langsomt lige nu", True)


def test_no_statement_is_begun_when_the_time_is_up():
    with pytest.raises(TooSlow):
        Patience(-1)(lambda *statement: statement, "SELECT 1")
    assert Patience(60)(lambda *statement: statement, "SELECT 1") == ("SELECT 1",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wrong", [3600, -3600])
def test_a_clock_an_hour_wrong_lets_nobody_in(sender, monkeypatch, wrong):
    right = context.clock
    monkeypatch.setattr(context, "clock", lambda: right() + wrong)
    assert told(sender.post("/login/", {})) == (503, "Registrets ur går forkert", True)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_gone_leaves_open_whether_it_was_saved(sender, monkeypatch):
    for alias in ("HOST", "OPTIONS"):
        monkeypatch.setitem(connection.settings_dict, alias, "/nowhere" if alias == "HOST" else {"host": "/nowhere"})
    connection.close()
    answer = sender.post("/login/", {})
    text = answer.content.decode()
    assert told(answer) == (503, "Registret svarer ikke lige nu", False)
    assert "Se efter, om det står der, før du sender det igen." in text
