"""Where one is logged in, in words one knows again; ended, it is over on its next request."""

import pytest
from django.test import Client

from cmm.accounts.models import Device, Session
from cmm.accounts.policies.installing import closed_tables
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from tests.factories.accounts import staff
from tests.factories.logins import DeviceFactory
from tests.statements import asking

pytestmark = pytest.mark.django_db
PASSWORD = "tre-ord-sammen"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 CriOS/140.0 Mobile Safari/604"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def user():
    user = staff("cmm_caseworker", email="person@prove.test")
    user.set_password(PASSWORD)
    user.save()
    return user


def logged_in(words, address="192.0.2.77"):
    browser = Client(HTTP_USER_AGENT=words, REMOTE_ADDR=address)
    browser.post("/login/", {"email": "person@prove.test", "password": PASSWORD})
    return browser


@pytest.fixture
def desk(user):
    return logged_in(DESK)


@pytest.fixture
def phone(user):
    return logged_in(PHONE, "2001:db8:1:2::3")


def is_in(browser):
    return browser.get("/password/").status_code == 200


def test_the_page_says_which_browser_and_net_and_keeps_no_whole_address(desk, phone):
    text = " ".join(desk.get("/access/").content.decode().split())
    assert ("Edge på en Windows-computer" in text, "Chrome på en iPhone eller iPad" in text) == (True, True)
    assert (
        "en adresse, der begynder med 192.0." in text,
        "en adresse, der begynder med 2001:db8." in text,
        "192.0.2.77" in text,
    ) == (
        True,
        True,
        False,
    )
    assert set(Device.objects.values_list("network", flat=True)) == {"192.0.0.0/16", "2001:db8::/32"}


def test_one_of_them_is_ended_from_the_other_and_is_out_on_its_next_request(desk, phone):
    page = desk.get("/access/")
    [other] = [one for one in page.context["sessions"] if not one.is_here]
    assert desk.post(f"/access/sessions/{other.key}/end/").status_code == 302
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert AuditEntry.objects.filter(action="sessions.ended").values_list("details", flat=True)[0] == {"sessions": 1}


def test_all_others_are_ended_at_once(desk, phone):
    third = logged_in(DESK)
    desk.post("/access/sessions/end/")
    assert [is_in(browser) for browser in (desk, phone, third)] == [True, False, False]


def test_a_browser_that_is_forgotten_is_out_and_known_no_more(desk, phone, user):
    device = Device.objects.get(user=user, system="iphone")
    desk.post(f"/access/devices/{device.pk}/forget/")
    assert (is_in(phone), Device.objects.filter(user=user).count()) == (False, 1)


def test_a_browser_that_logs_in_again_is_the_same_one_under_a_new_word(user, desk):
    before = desk.cookies["cmm_device"].value
    desk.post("/logout/")
    desk.post("/login/", {"email": user.email, "password": PASSWORD})
    assert (Device.objects.count(), desk.cookies["cmm_device"].value == before) == (1, False)
    assert desk.cookies["cmm_device"]["httponly"]


def test_nobody_ends_or_forgets_what_is_somebody_elses(desk, user):
    other = Client()
    other.force_login(staff("cmm_caseworker"))
    key, device = Session.objects.get(user=user).pk[:16], Device.objects.get(user=user)
    ended = [other.post(f"/access/sessions/{key}/end/"), other.post(f"/access/devices/{device.pk}/forget/")]
    ended.append(desk.post(f"/access/sessions/{key[:4]}/end/"))
    assert ([answer.status_code for answer in ended], is_in(desk)) == ([404] * 3, True)


def test_what_somebody_logs_in_with_is_seen_by_nobody_else(people, user):
    DeviceFactory(user=user)
    private = {"accounts_device", "accounts_totp", "accounts_passkey", "accounts_recoverycode", "accounts_session"}
    assert private <= set(closed_tables("default"))
    with acting(Context(people["user_administrator"].pk)):
        assert Device.objects.exists() is False


def test_the_page_asks_the_same_for_one_browser_and_for_many(desk, user):
    desk.get("/access/")
    with asking(9):
        desk.get("/access/")
    DeviceFactory.create_batch(4, user=user)
    logged_in(PHONE)
    with asking(9):
        desk.get("/access/")
