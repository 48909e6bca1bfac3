"""A password alone opens nothing; a code serves once; what was written down serves whoever has lost the rest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connections
from django.test import Client

from cmm.accounts.models import RecoveryCode, Totp, User
from cmm.accounts.services.codes import make_recovery_codes, takes_code, takes_recovery_code
from cmm.audit.models import SecurityEvent
from tests.factories.accounts import staff
from tests.factories.logins import SECRET, TotpFactory, code_now

BEGAN = datetime(2026, 11, 26, 8, 0, 10, tzinfo=UTC)
PASSWORD = "tre-ord-sammen"


@pytest.fixture
def clock():
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield lambda seconds: moved.move_to(BEGAN + timedelta(seconds=seconds))


@pytest.fixture(autouse=True)
def both_steps(settings):
    settings.CMM_PASSWORD_ALONE = False


@pytest.fixture
def user(db, clock):
    user = staff("cmm_caseworker", email="person@prove.test")
    user.set_password(PASSWORD)
    user.save()
    TotpFactory(user=user)
    return user


@pytest.fixture
def halfway(user):
    client = Client()
    first = client.post("/login/", {"email": user.email, "password": PASSWORD, "next": "/cases/"})
    assert (first.status_code, first.url) == (302, "/login/second/")
    return client


def second(client, code):
    return client.post("/login/second/", {"code": code})


def test_password_and_code_lead_to_where_one_wanted(halfway):
    assert second(halfway, code_now()).url == "/cases/"
    assert halfway.get("/access/").status_code == 200
    assert "cmm_half" not in {name for name, morsel in halfway.cookies.items() if morsel.value}


def test_halfway_nothing_opens_and_nothing_is_said_of_whose_it_is(halfway, user):
    assert {halfway.get(path).status_code for path in ("/", "/cases/", "/access/", "/prove/", "/session/")} == {302}
    page = halfway.get("/login/second/").content.decode()
    assert (user.email in page, user.name in page) == (False, False)


def test_a_code_is_taken_once_also_in_another_browser(halfway, user):
    code = code_now()
    other = Client()
    other.post("/login/", {"email": user.email, "password": PASSWORD})
    assert [second(one, code).status_code for one in (halfway, other)] == [302, 422]


@pytest.mark.parametrize(("ahead", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_clock_may_differ_by_half_a_minute(halfway, ahead, status):
    assert second(halfway, code_now(ahead)).status_code == status


def test_an_earlier_code_than_the_last_is_not_taken(user):
    assert [takes_code(user, code_now(ahead)) for ahead in (1, 0, -1, 1)] == [True, False, False, False]


@pytest.mark.parametrize("code", ["000000", "12345", "१२३४५६", "abcdef", "' OR 1=1", "9" * 30])
def test_what_is_no_code_is_refused_at_the_field(halfway, code):
    answer = second(halfway, code)
    assert (answer.status_code, "Koden er forkert eller brugt." in answer.content.decode()) == (422, True)
    assert SecurityEvent.objects.filter(kind="login.second_failed").count() == 1


def test_the_second_step_slows_as_the_first_does(halfway):
    assert [second(halfway, "000000").status_code for _time in range(6)] == [422] * 5 + [429]
    assert second(halfway, code_now()).status_code == 429


def test_the_second_step_waits_five_minutes(halfway, clock):
    clock(301)
    assert second(halfway, code_now()).url == "/login/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "md5$salt$another"}])
def test_halfway_is_nowhere_when_the_account_changes(halfway, user, change):
    """Whoever closes the account or changes the password shuts out whoever knew the old one."""
    User.objects.filter(pk=user.pk).update(**change)
    assert second(halfway, code_now()).url == "/login/"


def test_an_account_without_a_second_factor_does_not_get_in(user):
    Totp.objects.all().delete()
    answer = Client().post("/login/", {"email": user.email, "password": PASSWORD})
    assert (answer.status_code, "intet andet trin" in answer.content.decode()) == (422, True)


def test_a_recovery_code_serves_once_however_it_is_written(halfway, user):
    codes = make_recovery_codes(actor=user)
    assert (len(set(codes)), RecoveryCode.objects.filter(code_hash__in=codes).count()) == (10, 0)
    assert second(halfway, f" {codes[0].upper().replace('-', ' ')} ").status_code == 302
    assert (takes_recovery_code(user, codes[0]), takes_recovery_code(user, codes[1])) == (False, True)
    assert SecurityEvent.objects.filter(kind="login.recovered", actor_id=user.pk).count() == 1


def test_new_recovery_codes_put_the_old_ones_out_of_use_and_others_have_none_of_them(user):
    old = make_recovery_codes(actor=user)
    new = make_recovery_codes(actor=user)
    assert (takes_recovery_code(user, old[0]), takes_recovery_code(staff("cmm_caseworker"), new[0])) == (False, False)


def test_the_database_keeps_the_secret_closed(user):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(secret, 'escape') FROM accounts_totp")
        assert SECRET not in cursor.fetchone()[0]


def test_another_app_takes_the_place_of_the_first(user):
    client = Client()
    client.force_login(user)
    page = client.get("/access/app/").content.decode()
    secret = page.split('cmm-secret">')[1].split("<")[0].replace(" ", "")
    assert client.post("/access/app/", {"code": "000000"}).status_code == 422
    answer = client.post("/access/app/", {"code": code_now(secret=secret)})
    assert (answer.status_code, "nødkoder" in answer.content.decode()) == (200, True)
    kept = Totp.objects.get(user=user).secret.reveal()
    assert (kept, takes_code(user, code_now(1)), takes_code(user, code_now(1, secret))) == (secret, False, True)


@pytest.mark.django_db(transaction=True)
def test_of_six_who_send_one_code_at_the_same_moment_one_gets_in():
    user = TotpFactory().user
    code, start = code_now(), Barrier(6)

    def one(_number):
        start.wait()
        try:
            return takes_code(user, code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(one, range(6))) == [False] * 5 + [True]
