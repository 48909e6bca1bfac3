"""A session ends when nobody has used it for a while, and after ten hours in any case."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cmm.accounts.models import Session
from cmm.accounts.rules import WORTH_A_WRITE, end_of_session, moved_end
from cmm.accounts.sessions import SessionStore
from cmm.drafts.models import Draft
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.statements import statements

BEGAN = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=10)
BY_ITSELF = {"X-By-Itself": "yes"}
MOMENTS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=12))


@given(used=MOMENTS, later=MOMENTS)
def test_it_ends_one_idle_time_after_its_last_use_and_never_later_than_the_longest(used, later):
    end = end_of_session(began=BEGAN, used=BEGAN + used, idle=IDLE, longest=LONGEST)
    assert end in {BEGAN + used + IDLE, BEGAN + LONGEST}
    assert end <= BEGAN + LONGEST
    assert end_of_session(began=BEGAN, used=BEGAN + used + later, idle=IDLE, longest=LONGEST) >= end


@given(known=MOMENTS, end=MOMENTS)
def test_an_end_is_only_ever_moved_later_and_by_what_is_worth_a_write(known, end):
    moved = moved_end(known=BEGAN + known, end=BEGAN + end)
    assert moved in {BEGAN + known, BEGAN + end}
    assert (moved != BEGAN + known) == (end - known >= WORTH_A_WRITE)


@pytest.fixture
def clock():
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield lambda minutes: moved.move_to(BEGAN + timedelta(minutes=minutes))


@pytest.fixture
def worker(db, clock):
    return staff("cmm_caseworker")


@pytest.fixture
def client(worker):
    client = Client()
    client.force_login(worker)
    return client


def ends():
    """In minutes after the log-in."""
    return (Session.objects.get().expires_at - BEGAN) / timedelta(minutes=1)


def is_in(client):
    return client.get("/password/", headers=BY_ITSELF).status_code == 200


def test_nobody_there_for_a_quarter_of_an_hour_is_asked_to_log_in_and_comes_back(client, clock):
    clock(14.9)
    assert is_in(client)
    clock(15)
    assert client.get("/password/").url == "/login/?next=/password/"


def test_whoever_is_there_stays_until_the_longest_session_is_over(client, clock):
    for minute in range(10, 600, 10):
        clock(minute)
        assert client.get("/password/").status_code == 200
    assert ends() == 600
    clock(600)
    assert client.get("/password/").status_code == 302


def test_a_request_moves_the_end_at_most_once_a_minute(client, clock):
    written = []
    for minute in (0, 0.5, 0.9, 1, 1.5, 2):
        clock(minute)
        with statements() as asked:
            client.get("/password/")
        written.append(len([sql for sql in asked if sql.startswith('UPDATE "accounts_session"')]))
    assert (written, ends()) == ([0, 0, 0, 1, 0, 1], 17)


def test_what_a_page_asks_by_itself_moves_nothing(client, clock):
    clock(10)
    assert client.get("/", headers=BY_ITSELF).status_code == 200
    assert client.get("/session/").json()["left"] == 300
    assert ends() == 15


def test_what_is_asked_by_itself_after_the_end_gets_no_log_in_page(client, clock):
    clock(15)
    assert client.get("/", headers=BY_ITSELF).status_code == 401


def test_pages_that_ask_by_themselves_say_so():
    asking = [page.read_text() for page in Path(settings.ROOT / "templates").rglob("*.html")]
    tags = [tag for text in asking for tag in re.findall(r"<[^<]*hx-trigger=\"every [^<]*", text)]
    assert len(tags) == 4
    assert [tag for tag in tags if "X-By-Itself" not in tag] == []


def test_who_types_is_there(client, worker, clock):
    case = CaseFactory(caseworker=worker)
    clock(10)
    told = {"draft_form": f"/cases/{case.ref}/journal/new/", "draft_title": "Notat", "text": "Hun siger"}
    assert client.post("/drafts/", told).status_code == 200
    assert ends() == 25
    clock(30)
    assert (is_in(client), Draft.objects.count()) == (False, 1)


def test_staying_logged_in_is_one_press(client, clock):
    clock(13)
    assert client.post("/session/keep/").status_code == 204
    assert client.get("/session/").json()["left"] == 15 * 60


def test_a_page_says_how_long_it_has(client, clock):
    clock(590)
    Session.objects.update(expires_at=BEGAN + timedelta(minutes=595))
    text = client.get("/password/").content.decode()
    assert 'data-left="600" data-longest="600"' in text


def test_saving_what_a_session_holds_does_not_prolong_it(client, clock):
    clock(10)
    session = client.session
    session["something"] = "else"
    session.save()
    assert ends() == 15


def test_a_new_password_does_not_begin_the_ten_hours_anew(client, worker, clock):
    worker.set_password("tre-ord-sammen")
    worker.save()
    client.force_login(worker)
    clock(12)
    new = "fire-ord-uden-mening"
    assert client.post("/password/", {"present": "tre-ord-sammen", "password": new, "again": new}).status_code == 302
    told = client.get("/session/").json()
    assert (told["left"], told["longest"]) == (15 * 60, 588 * 60)


def test_a_session_that_does_not_say_when_it_began_is_over(client, worker):
    row = Session.objects.get()
    data = SessionStore().decode(row.data)
    Session.objects.update(data=SessionStore().encode({name: said for name, said in data.items() if name != "began"}))
    assert not is_in(client)


def test_an_answer_that_comes_after_the_log_out_opens_nothing(client, clock):
    clock(10)
    late = client.session
    assert late["_auth_user_id"]
    late.use()
    client.post("/logout/")
    late.keep_end(1)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ("idle", "Du blev logget ud, fordi du ikke brugte systemet i 15 minutter. Det, du var ved at skrive, er gemt"),
        ("longest", "Du blev logget ud, fordi du havde været logget ind i 10 timer."),
    ],
)
def test_the_log_in_page_says_why(db, ended, told):
    assert told in Client().get(f"/login/?ended={ended}").content.decode()
    assert "Du blev logget ud" not in Client().get("/login/?ended=other").content.decode()
