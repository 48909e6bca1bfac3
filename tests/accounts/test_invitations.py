"""The way in: by invitation, once, for three days; new access takes two; nobody is raised by whoever may not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from cmm.accounts import services
from cmm.accounts.models import Invitation, Organisation, User
from cmm.accounts.services.invitations import use
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.core.proof import tell_proof
from tests.factories.accounts import home_of, staff
from tests.factories.logins import DeviceFactory, PasskeyFactory, TotpFactory, code_now

BEGAN = datetime(2026, 11, 26, 8, 0, 10, tzinfo=UTC)
NEW = "fire ord uden mening"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield lambda hours: moved.move_to(BEGAN + timedelta(hours=hours))


@pytest.fixture(autouse=True)
def both_steps(settings):
    settings.CMM_PASSWORD_ALONE = False


@pytest.fixture
def administrator(people):
    return people["user_administrator"]


def invited(administrator):
    told = {"email": "ny@prove.test", "name": "Prøve Ny", "organisation": home_of("cmm_caseworker")}
    user = services.open_account(actor=administrator, roles=["cmm_caseworker"], **told)
    return user, services.invite(actor=administrator, user=user)[1]


def answers(word, client=None, **more):
    """What the page of the link answers to password and the app's code."""
    client = client or Client()
    page = client.get(f"/invitation/{word}/").content.decode()
    secret = page.split('cmm-secret">')[1].split("<")[0].replace(" ", "") if "cmm-secret" in page else "A" * 32
    return client.post(f"/invitation/{word}/", {"password": NEW, "again": NEW, "code": code_now(secret=secret)} | more)


def test_the_invited_sets_password_and_app_on_one_page_and_logs_in(administrator, clock):
    user, word = invited(administrator)
    page = answers(word)
    assert (page.status_code, page.content.decode().count("<code>")) == (200, 10)
    browser = Client()
    browser.post("/login/", {"email": user.email, "password": NEW})
    secret = User.objects.get(pk=user.pk).totp.secret.reveal()
    assert browser.post("/login/second/", {"code": code_now(1, secret)}).url == "/"
    acts = AuditEntry.objects.order_by("id").values_list("action", "actor_id")
    assert list(acts)[-3:] == [
        ("factor.added", user.pk), ("invitation.used", user.pk), ("recovery_codes.made", user.pk),
    ]  # fmt: skip


@pytest.mark.parametrize(("hours", "status"), [(71.99, 200), (72, 404)])
def test_a_link_serves_for_three_days(administrator, clock, hours, status):
    _user, word = invited(administrator)
    clock(hours)
    assert answers(word).status_code == status


def test_a_link_serves_once_and_a_new_one_puts_the_old_out_of_use(administrator, clock):
    user, old = invited(administrator)
    word = services.invite(actor=administrator, user=user)[1]
    assert [answers(one).status_code for one in (old, word, word, "A" * 43)] == [404, 200, 404, 404]


def test_a_refused_form_uses_nothing_up(administrator, clock):
    _user, word = invited(administrator)
    refused = [answers(word, code="000000"), answers(word, password="kort", again="kort"), answers(word, again="andet")]
    assert ([one.status_code for one in refused], answers(word).status_code) == ([422] * 3, 200)


def test_a_closed_account_has_no_way_in(administrator, clock):
    user, word = invited(administrator)
    services.close_account(actor=administrator, user=user)
    services.reopen_account(actor=administrator, user=user)
    assert answers(word).status_code == 404


def test_an_account_in_use_is_not_given_away_by_one(administrator, clock):
    user, word = invited(administrator)
    answers(word)
    with pytest.raises(RuleError) as refused:
        services.invite(actor=administrator, user=User.objects.get(pk=user.pk))
    assert refused.value.code == "in_use"


@pytest.fixture
def lost(caseworker):
    """Somebody who has lost phone and password, and is logged in on what they lost."""
    TotpFactory(user=caseworker)
    PasskeyFactory(user=caseworker)
    DeviceFactory(user=caseworker)
    return caseworker


def asked_for(administrator, lost):
    return services.ask_for_reset(actor=administrator, user=lost, checked_how="Mødt personligt")


def test_new_access_takes_two_and_whatever_was_there_before_is_gone(administrator, lost, clock):
    stolen = Client()
    stolen.force_login(lost)
    invitation = asked_for(administrator, lost)
    with pytest.raises(RuleError) as refused:
        services.confirm_reset(actor=administrator, invitation=invitation)
    other = staff("user_administrator")
    word = services.confirm_reset(actor=other, invitation=invitation)[1]
    assert (refused.value.code, stolen.get("/access/").status_code) == ("takes_two", 200)
    assert answers(word).status_code == 200
    left = [lost.passkeys.count(), lost.devices.count(), lost.recovery_codes.count()]
    assert (left, stolen.get("/access/").status_code) == ([0, 0, 10], 302)


def test_nobody_gives_themselves_new_access_or_confirms_their_own(administrator, lost):
    with pytest.raises(RuleError) as own:
        services.ask_for_reset(actor=administrator, user=administrator, checked_how="Det er mig selv")
    assert own.value.code == "own_account"
    invitation = asked_for(administrator, lost)
    for changed in (
        {"confirmed_by": lost},
        {"confirmed_by": administrator, "token_hash": "x", "expires_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=invitation.pk).update(**changed)


def test_the_pages_of_new_access(administrator, lost, clock):
    one, two = Client(), Client()
    one.force_login(administrator)
    two.force_login(staff("user_administrator"))
    address = f"/users/{lost.pk}/"
    assert one.post(f"{address}reset/", {"checked_how": "kort"}).status_code == 422
    one.post(f"{address}reset/", {"checked_how": "Mødt personligt, viste kort"})
    assert "En anden administrator skal bekræfte." in one.get(address).content.decode()
    assert one.post(f"{address}reset/confirm/").url == address
    assert "Mødt personligt, viste kort" in two.get(address).content.decode()
    assert "/invitation/" in two.post(f"{address}reset/confirm/").content.decode()
    assert two.post(f"{address}reset/confirm/").url == address


def test_who_is_dismissed_is_out_at_once_everywhere(administrator, caseworker):
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(caseworker)
    services.close_account(actor=administrator, user=caseworker)
    services.reopen_account(actor=administrator, user=caseworker)
    assert [browser.get("/access/").status_code for browser in browsers] == [302, 302]


def test_an_organisations_administrator_touches_nobody_elsewhere(people):
    chief = staff("user_administrator", organisation=home_of("shelter_staff"))
    stranger = people["cmm_caseworker"]
    for verb, told in ((services.invite, {}), (services.ask_for_reset, {"checked_how": "Mødt personligt"})):
        with pytest.raises(PermissionDenied):
            verb(actor=chief, user=stranger, **told)
    invitation = asked_for(people["user_administrator"], stranger)
    with pytest.raises(PermissionDenied):
        services.confirm_reset(actor=chief, invitation=invitation)


ATTACKS = {
    "moves to another organisation": lambda me, other: User.objects.filter(pk=me.pk).update(
        organisation=other.organisation),
    "is called something else": lambda me, _other: User.objects.filter(pk=me.pk).update(email="a@prove.test"),
    "sets a colleague's password": lambda me, _other: User.objects.exclude(pk=me.pk).filter(
        organisation=me.organisation).update(password="x"),
    "invites somebody elsewhere": lambda me, other: Invitation.objects.create(user=other, kind="first", asked_by=me),
    "invites in another's name": lambda me, other: Invitation.objects.create(
        user=User.objects.exclude(pk=me.pk).filter(organisation=me.organisation).first(), kind="first", asked_by=other),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_too_keeps_an_administrator_in_their_place(people, attack):
    """The trigger own_credentials, and the policies of invitations."""
    own = home_of("shelter_staff")
    chief = staff("user_administrator", organisation=own)
    staff("shelter_staff", organisation=own)
    with acting(Context(chief.pk)):
        tell_proof(chief.pk, timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            ATTACKS[attack](chief, people["cmm_caseworker"])


def test_the_first_administrator_is_made_by_whoever_runs_the_installation(db):
    said = StringIO()
    told = {"code": "cmm", "name": "Center mod Menneskehandel", "email": "Chef@prove.test", "person": "Prøve Chef"}
    call_command("first_administrator", stdout=said, **told)
    word = said.getvalue().split("/invitation/")[1].split("/")[0]
    assert (Organisation.objects.get().capabilities, User.objects.get().roles) == (["casework"], {"user_administrator"})
    assert answers(word).status_code == 200
    second = told | {"email": "anden@prove.test"}
    call_command("first_administrator", stdout=said, **second)
    assert User.objects.get(email="anden@prove.test").roles == {"user_administrator"}
    with pytest.raises(CommandError, match="two administrators"):
        call_command("first_administrator", **told | {"email": "tredje@prove.test"})


@pytest.mark.django_db(transaction=True)
def test_of_six_who_use_one_link_at_the_same_moment_one_gets_the_account():
    person = staff("cmm_caseworker")
    invitation = Invitation.objects.create(user=person, kind="first")
    start = Barrier(6)

    def one(_number):
        start.wait()
        try:
            with transaction.atomic():
                use(Invitation.objects.get(pk=invitation.pk))
            return "in"
        except RuleError as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(one, range(6))) == ["in"] + ["used"] * 5
