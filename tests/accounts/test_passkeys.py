"""A passkey answers one question, on our address alone, with finger, face or code; a copy of it is found out."""

import json

import pytest
from django.test import Client

from cmm.accounts import services
from cmm.accounts.models import Passkey
from cmm.accounts.services.passkeys import takes_passkey
from cmm.core.errors import RuleError
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.factories.accounts import staff
from tests.factories.logins import PasskeyFactory, TotpFactory

pytestmark = pytest.mark.django_db
PASSWORD = "tre-ord-sammen"


@pytest.fixture(autouse=True)
def at_home(settings):
    settings.PUBLIC_URL, settings.CMM_PASSWORD_ALONE = "http://localhost:8000", False


@pytest.fixture
def user():
    user = staff("cmm_caseworker", email="person@prove.test")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def ring(user):
    """The user's, set up."""
    ring = Authenticator()
    services.add_passkey(actor=user, name="Nøgleringen", answer=ring.made(services.ask_for_new(user)))
    return ring


def test_it_is_the_second_step_and_its_counter_is_kept(user, ring):
    client = Client()
    client.post("/login/", {"email": user.email, "password": PASSWORD})
    question = client.post("/access/passkeys/ask/").json()
    ring.count = 7
    assert client.post("/login/second/", {"answer": ring.shown(question)}).url == "/"
    key = Passkey.objects.get()
    assert (key.sign_count, key.used_at is not None, question["publicKey"]["userVerification"]) == (7, True, "required")


def test_whoever_has_not_told_a_password_is_asked_nothing(user, ring):
    assert Client().post("/access/passkeys/ask/").status_code == 401


def elsewhere(ring):
    ring.origin, ring.site = "https://registret.evil", "registret.evil"


def at_another_port(ring):
    ring.origin = "http://localhost:9999"


def with_another_key(ring):
    ring.key = Authenticator().key


def under_another_name(ring):
    ring.id = b"another"


@pytest.mark.parametrize("bent", [elsewhere, at_another_port, with_another_key, under_another_name])
def test_an_answer_from_elsewhere_is_none(user, ring, bent):
    bent(ring)
    assert takes_passkey(user, ring.shown(services.ask_for_known(user))) is False


def test_an_answer_without_finger_face_or_code_is_none_when_made_and_when_shown(user, ring):
    assert takes_passkey(user, ring.shown(services.ask_for_known(user), flags=PRESENT)) is False
    other = Authenticator()
    other.id = b"ring-key-2"
    with pytest.raises(RuleError) as refused:
        services.add_passkey(actor=user, name="Ny", answer=other.made(services.ask_for_new(user), flags=PRESENT))
    assert (refused.value.code, Passkey.objects.count()) == ("passkey", 1)


def test_a_question_is_answered_once(user, ring):
    answer = ring.shown(services.ask_for_known(user))
    assert [takes_passkey(user, answer), takes_passkey(user, answer)] == [True, False]


def test_a_question_asked_of_somebody_else_is_no_question(user, ring):
    other = staff("cmm_caseworker")
    assert takes_passkey(user, ring.shown(services.ask_for_known(other))) is False


def test_a_copy_that_counts_less_is_found_out(user, ring):
    ring.count = 9
    assert takes_passkey(user, ring.shown(services.ask_for_known(user)))
    for count in (9, 8, 0):
        ring.count = count
        assert takes_passkey(user, ring.shown(services.ask_for_known(user))) is False


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "7", '{"ticket": 1, "credential": []}', "{" * 2000])
def test_what_is_no_answer_is_refused_without_an_error(user, ring, answer):
    assert takes_passkey(user, answer) is False


def test_one_key_is_one_accounts(user, ring):
    other = staff("cmm_caseworker")
    with pytest.raises(RuleError):
        services.add_passkey(actor=other, name="Den samme", answer=ring.made(services.ask_for_new(other)))


def test_several_have_names_and_the_last_way_in_stays(user, ring):
    second = PasskeyFactory(user=user, name="Telefonen")
    client = Client()
    client.force_login(user)
    text = client.get("/access/").content.decode()
    assert ("Nøgleringen" in text, "Telefonen" in text) == (True, True)
    client.post(f"/access/passkeys/{second.pk}/remove/")
    only = Passkey.objects.get(user=user)
    with pytest.raises(RuleError) as refused:
        services.remove_passkey(actor=user, passkey=only)
    assert refused.value.code == "last_factor"
    TotpFactory(user=user)
    client.post(f"/access/passkeys/{only.pk}/remove/")
    assert Passkey.objects.filter(user=user).exists() is False


def test_a_name_without_a_key_is_told_at_the_page(user):
    client = Client()
    client.force_login(user)
    answer = client.post("/access/passkeys/new/", {"name": "Telefonen", "answer": json.dumps({"ticket": "x"})})
    assert (answer.status_code, "Telefonen" in answer.content.decode()) == (422, True)
