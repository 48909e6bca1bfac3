"""What happened to somebody's way in is told to them inside the register, and nowhere else."""

from dataclasses import replace

import pytest
from django.core import mail
from django.urls import reverse

from cmm.accounts import services
from cmm.accounts.arriving import Arrival
from cmm.accounts.models import User
from cmm.accounts.selectors import happened_to
from cmm.accounts.services.logins import know_device, second_step
from cmm.audit.models import SecurityEvent
from cmm.core.context import Context, acting
from tests.factories.accounts import UserFactory
from tests.factories.logins import SECRET, DeviceFactory, PasskeyFactory, TotpFactory, code_now

pytestmark = pytest.mark.django_db
BANNER = "Der er sket noget med din måde at logge ind på."
ELSEWHERE = Arrival("198.51.7.7", "198.51.0.0/16", "safari", "iphone", "")


def adds_an_app(user):
    services.set_up_app(actor=user, secret=SECRET, code=code_now())


def removes_a_passkey(user):
    TotpFactory(user=user)
    services.remove_passkey(actor=user, passkey=PasskeyFactory(user=user))


def makes_codes(user):
    services.make_recovery_codes(actor=user)


def recovers(user):
    code = services.make_recovery_codes(actor=user)[0]
    services.have_seen(actor=user)
    assert second_step(user=user, code=code, answer="", arrived=ELSEWHERE)


def logs_in_from_elsewhere(user):
    DeviceFactory(user=user)
    know_device(user, ELSEWHERE)


def changes_the_password(user):
    services.change_password(actor=user, password="fire lange ord til prøven")


HAPPENS = {
    adds_an_app: (["factor.added"], ["access.told"]),
    removes_a_passkey: (["factor.removed"], ["access.told"]),
    makes_codes: (["recovery_codes.made"], ["access.told"]),
    recovers: (["recovery.used", "recovery_codes.made"], ["access.told", "login.recovered"]),
    logs_in_from_elsewhere: (["device.arrived"], ["access.told"]),
    changes_the_password: (["password.changed"], ["access.told"]),
}


def told(user, event):
    event(user)
    with acting(Context(user.pk)):
        acts = [entry.action for entry in happened_to(user)]
    events = list(SecurityEvent.objects.filter(actor_id=user.pk).order_by("id").values_list("kind", flat=True))
    return acts, events, User.objects.get(pk=user.pk).access_changed_at is not None


def test_each_change_of_a_way_in_is_told_to_its_owner_and_stands_among_the_security_events(settings):
    settings.CMM_PASSWORD_ALONE = False
    found = {event: told(UserFactory(), event) for event in HAPPENS}
    assert found == {event: (*wanted, True) for event, wanted in HAPPENS.items()}
    assert mail.outbox == []


def test_neither_the_first_browser_nor_one_that_is_known_is_news(settings):
    settings.CMM_PASSWORD_ALONE = False
    user = UserFactory()
    _device, word = know_device(user, ELSEWHERE)
    know_device(user, replace(ELSEWHERE, device=word))
    assert (happened_to(user), User.objects.get(pk=user.pk).access_changed_at) == ([], None)


def test_every_page_says_so_until_the_owner_has_seen_it_and_nobody_elses_does(client, people):
    user = people["cmm_statistician"]
    services.change_password(actor=user, password="fire lange ord til prøven")
    client.force_login(user)
    before = [BANNER in client.get(reverse(page)).text for page in ("today", "reports:edition_list")]
    page = client.get(reverse("access")).text
    client.post(reverse("access_seen"))
    after = [BANNER in client.get(reverse("today")).text, "Adgangskode ændret" in client.get(reverse("access")).text]
    assert (before, "Adgangskode ændret" in page, after) == ([True, True], True, [False, True])
    client.force_login(people["cmm_coordinator"])
    assert BANNER not in client.get(reverse("today")).text


def test_somebody_who_is_about_to_be_given_new_access_hears_of_it_while_it_waits(client, people):
    user = people["cmm_caseworker"]
    services.ask_for_reset(actor=people["user_administrator"], user=user, checked_how="Mødt personligt på kontoret")
    client.force_login(user)
    assert BANNER in client.get(reverse("today")).text
    assert "bad om ny adgang til din konto" in client.get(reverse("access")).text
