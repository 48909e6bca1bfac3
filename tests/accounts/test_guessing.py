"""Guessing costs whoever guesses, and nobody else."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from cmm.accounts.models import Guess
from cmm.accounts.rules import wait_after
from cmm.accounts.services import Slowed
from cmm.accounts.services.guesses import guessing, keyed
from cmm.audit.models import SecurityEvent
from tests.factories.accounts import staff

BEGAN = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
PASSWORD, ELSEWHERE = "tre-ord-sammen", "203.0.113.9"


def test_the_first_tries_are_free_and_then_each_waits_twice_as_long():
    assert [wait_after(number).total_seconds() for number in (0, 4, 5, 6, 7, 12, 13, 10_000)] == [
        0, 0, 5, 10, 20, 640, 900, 900,
    ]  # fmt: skip


@pytest.fixture
def clock():
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield lambda seconds: moved.move_to(BEGAN + timedelta(seconds=seconds))


@pytest.fixture
def user(db, clock):
    user = staff("cmm_caseworker", email="offer@prove.test")
    user.set_password(PASSWORD)
    user.save()
    return user


def tries(client, password, email="offer@prove.test", address="192.0.2.1"):
    return client.post("/login/", {"email": email, "password": password}, REMOTE_ADDR=address)


def guess(times, **where):
    return [tries(Client(), "forkert-adgangskode", **where) for _time in range(times)][-1]


def plain(answer):
    return answer.status_code, answer.headers.get("Retry-After"), answer.content


def test_the_sixth_wrong_try_waits_and_says_how_long(user, clock):
    assert guess(5).status_code == 422
    answer = guess(1)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
    assert "Du kan prøve igen om 5 sekunder." in answer.content.decode()
    clock(5)
    assert (guess(1).status_code, guess(1).headers["Retry-After"]) == (422, "10")
    slowed = SecurityEvent.objects.filter(kind="login.slowed").values_list("subject", flat=True)
    assert set(slowed) == {"password"}


def test_the_right_password_waits_too_and_begins_anew_once_heard(user, clock):
    guess(5)
    assert tries(Client(), PASSWORD).status_code == 429
    clock(6)
    assert tries(Client(), PASSWORD).status_code == 302
    assert guess(5).status_code == 422


def test_whoever_is_guessed_at_logs_in_from_anywhere_else(user):
    guess(6, address=ELSEWHERE)
    assert tries(Client(), PASSWORD).status_code == 302


def test_a_browser_known_for_the_account_is_heard_where_the_guesses_come_from(user):
    """Behind one address with whoever guesses, as in an office; and its own wrong tries count for itself."""
    known = Client()
    tries(known, PASSWORD, address=ELSEWHERE)
    known.post("/logout/")
    guess(6, address=ELSEWHERE)
    assert [tries(known, word, address=ELSEWHERE).status_code for word in ("forkert-adgangskode", PASSWORD)] == [
        422,
        302,
    ]


def test_a_browser_known_for_another_account_is_a_stranger_to_this_one(user):
    other = staff("cmm_caseworker", email="anden@prove.test")
    other.set_password(PASSWORD)
    other.save()
    guesser = Client()
    tries(guesser, PASSWORD, email="anden@prove.test")
    guesser.post("/logout/")
    guess(5)
    assert tries(guesser, PASSWORD).status_code == 429


def test_an_account_that_does_not_exist_answers_like_one_that_does(user):
    def answers(email):
        return [plain(tries(Client(), "forkert-adgangskode", email=email)) for _time in range(7)]

    there, absent = answers("offer@prove.test"), answers("ingen@prove.test")
    cleaned = [[(status, wait, without(body)) for status, wait, body in one] for one in (there, absent)]
    assert cleaned[0] == cleaned[1]


def without(body):
    import re

    return re.sub(r"[A-Za-z0-9]{64}|(offer|ingen)@prove.test", "NEW", body.decode())


def test_a_day_later_the_guesses_are_forgotten(user, clock):
    guess(6)
    clock(24 * 3600 + 1)
    assert guess(5).status_code == 422


def test_the_table_says_nothing_of_who_was_guessed_at(user):
    guess(1)
    row = Guess.objects.get()
    assert (len(row.key_hash), row.failures, "offer" in row.key_hash) == (64, 1, False)


@pytest.mark.parametrize(
    ("proxies", "said", "counted_for"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
    ],
)
def test_only_our_own_proxy_is_believed(rf, settings, proxies, said, counted_for):
    from cmm.accounts.arriving import address

    settings.CMM_PROXIES = proxies
    assert address(rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": said})) == counted_for


WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')"


@pytest.mark.django_db(transaction=True)
def test_a_try_that_waited_for_the_one_before_is_judged_when_it_is_heard():
    def second():
        try:
            with transaction.atomic(), guessing("password", "a@prove.test", "net 1"):
                return "heard"
        except Slowed:
            return "slowed"
        finally:
            connections.close_all()

    first = Guess(pk=keyed("password", "a@prove.test", "net 1"), failures=1)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first.last_at = timezone.now()
            first.save(force_insert=True)
            later = pool.submit(second)
            while not asked(WAITS):
                time.sleep(0.01)
            first.last_at = timezone.now()
            first.save()
        assert later.result() == "heard"


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_of_twelve_guesses_at_the_same_moment_five_are_heard():
    start = Barrier(12)

    def one(_number):
        start.wait()
        try:
            with transaction.atomic(), guessing("password", "a@prove.test", "net 1"):
                return "heard"
        except Slowed:
            return "slowed"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        outcomes = sorted(pool.map(one, range(12)))
    assert outcomes == ["heard"] * 5 + ["slowed"] * 7
