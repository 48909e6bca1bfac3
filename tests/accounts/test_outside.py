"""Whoever logs in at home, against a log-in that lies in every way one can: over HTTP, one token after another."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from cmm.accounts import services
from cmm.accounts.models import OutsideLogin, Session, User
from cmm.accounts.outside.providers import read
from cmm.accounts.outside.tokens import half_hash
from cmm.audit.models import SecurityEvent
from tests.accounts import provider as at
from tests.accounts.provider import CLIENT, CURVED, HIGH, LOW, OURS, SUBJECT, THEIRS, by_hand, token
from tests.factories.accounts import home_of, staff
from tests.factories.logins import OutsideLoginFactory

HOUR = 3600
MOMENTS = (-1, HOUR, -HOUR)


@pytest.fixture(scope="module")
def fake():
    with at.running() as fake:
        yield fake


@pytest.fixture
def officer(db, fake, settings):
    settings.CMM_OUTSIDE_LOGINS = json.dumps([fake.settings()])
    user = staff("immigration_officer", email="person@us.test")
    OutsideLoginFactory(user=user, issuer=fake.address, subject=SUBJECT)
    return user


def begun(client, path="/login/outside/us/"):
    """Off to the log-in: what it was asked."""
    return {name: values[0] for name, values in parse_qs(urlsplit(client.get(path).url).query).items()}


def back(client, fake, asked, given, code="kode-1", **changed):
    """Back with a code for which it gives ``given``."""
    fake.tokens[code], fake.promised[code] = given, asked["code_challenge"]
    return client.get("/login/outside/us/back/", {"code": code, "state": asked["state"]} | changed)


def told(fake, asked, **changed):
    return at.claims(fake, asked["nonce"], **changed)


@pytest.mark.parametrize("key", [OURS, CURVED], ids=["rsa", "ec"])
def test_whoever_is_known_by_issuer_and_subject_is_in(officer, fake, key):
    client = Client()
    asked = begun(client, "/login/outside/us/?next=/cases/")
    how = {"alg": "ES256", "kid": "curved"} if key is CURVED else {}
    given = {"id_token": token(told(fake, asked, aud=[CLIENT], email="en.anden@us.test"), key, **how)}
    assert back(client, fake, asked, given).url == "/cases/"
    assert client.get("/access/").context["request"].user == officer
    names = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values", "code_challenge"}
    assert set(asked) == names | {"code_challenge_method"}


def soon(seconds):
    return int(timezone.now().timestamp()) + seconds


# What is wrong with the token, and what the log says of it. Each is signed as an honest one where it says nothing else.
CLAIMS = {
    "another issuer": ("iss", {"iss": "https://login.evil"}),
    "no issuer": ("iss", {"iss": None}),
    "for somebody else": ("aud", {"aud": "et-andet-register"}),
    "for nobody": ("aud", {"aud": None}),
    "for several, asked by another": ("azp", {"aud": [CLIENT, "x"], "azp": "x"}),
    "for several, asked by nobody": ("azp", {"aud": [CLIENT, "x"]}),
    "no subject": ("sub", {"sub": None}),
    "an empty subject": ("sub", {"sub": " "}),
    "a subject that is a number": ("sub", {"sub": 7}),
    "a subject without end": ("sub", {"sub": "7" * 256}),
    "a stranger of this issuer": ("stranger", {"sub": "medarbejder-ukendt"}),
    "another log-in's nonce": ("nonce", {"nonce": "n" * 43}),
    "no nonce": ("nonce", {"nonce": None}),
    "run out": ("exp", {"exp": -1}),
    "without end": ("exp", {"exp": None}),
    "an end in letters": ("exp", {"exp": "i morgen"}),
    "not yet": ("nbf", {"nbf": HOUR}),
    "made tomorrow": ("iat", {"iat": HOUR}),
    "made long ago": ("iat", {"iat": -HOUR}),
    "no level": ("acr", {"acr": None}),
    "a low level": ("acr", {"acr": LOW}),
    "a list of levels": ("acr", {"acr": [HIGH]}),
    "a level within a word": ("acr", {"acr": f"{HIGH} {LOW}"}),
    "another access token's hash": ("at_hash", {"at_hash": half_hash("et andet")}),
}
SIGNED = {
    "not signed": lambda told: by_hand(told, lambda _text: b"", alg="none"),
    "not signed, in capitals": lambda told: by_hand(told, lambda _text: b"", alg="NONE"),
    "with the public key as a secret": at.signed_with_public_key,
    "with another key of the same name": lambda told: token(told, THEIRS),
    "with a key nobody knows": lambda told: token(told, THEIRS, kid="unknown"),
    "with a key from a path": lambda told: token(told, THEIRS, kid="../../dev/null"),
    "with no key's name": lambda told: by_hand(told, lambda _text: b"x", kid=None),
    "with a kind nobody allows": lambda told: token(told, OURS, alg="RS512"),
    "with the wrong kind of key": lambda told: by_hand(told, lambda _text: b"x" * 64, alg="ES256"),
    "with a key it brings along": lambda told: by_hand(told, lambda _text: b"x", jwk=THEIRS.as_dict(private=False)),
    "with a key from its own address": lambda told: by_hand(told, lambda _text: b"x", jku="https://login.evil/keys"),
    "with a certificate from its own address": lambda told: by_hand(
        told, lambda _text: b"x", x5u="https://login.evil/c"
    ),
    "with a word nobody understands": lambda told: by_hand(told, lambda _text: b"x", crit=["exp"]),
    "changed after it was signed": lambda told: changed_after(told),
    "cut short": lambda told: token(told)[:-40],
    "without its last part": lambda told: token(told).rpartition(".")[0],
    "huge": lambda told: token(told | {"fill": "x" * 20_000}),
    "no token": lambda _told: "ikke et token",
    "a list": lambda told: [token(told)],
    "nothing": lambda _told: None,
}
REASONS = {"with the wrong kind of key": "key", "huge": "size", "a list": "size", "nothing": "size"}
REASONS |= {name: "lure" for name in SIGNED if "it brings" in name or "its own" in name or "understands" in name}


def changed_after(claims):
    head, _body, signature = token(claims | {"sub": "medarbejder-ukendt"}).split(".")
    return f"{head}.{at.part(claims)}.{signature}"


def refused(client, answer, reason):
    """Shut out, nobody's account touched, and one word in the log."""
    events = SecurityEvent.objects.filter(kind="login.token_refused").values_list("subject", "actor_id")
    assert (answer.status_code, list(events)) == (403, [(f"us {reason}", None)])
    assert (client.get("/access/").status_code, Session.objects.count()) == (302, 0)
    assert list(OutsideLogin.objects.values_list("subject", flat=True)) == [SUBJECT]


@pytest.mark.parametrize("wrong", CLAIMS)
def test_a_token_that_says_something_wrong_lets_nobody_in(officer, fake, wrong):
    reason, changed = CLAIMS[wrong]
    times = {"exp", "iat", "nbf"}
    changed = {
        name: soon(value) if name in times and isinstance(value, int) else value for name, value in changed.items()
    }
    client = Client()
    asked = begun(client)
    given = {"id_token": token(told(fake, asked, **changed)), "access_token": "et"}
    refused(client, back(client, fake, asked, given), reason)


@pytest.mark.parametrize("how", SIGNED)
def test_a_token_that_is_not_signed_as_it_must_be_lets_nobody_in(officer, fake, how):
    client = Client()
    asked = begun(client)
    given = {"id_token": SIGNED[how](told(fake, asked))}
    refused(client, back(client, fake, asked, given), REASONS.get(how, "signature"))


def test_there_are_more_than_twenty_four_of_them():
    assert len(CLAIMS) + len(SIGNED) >= 24


def honest(fake, asked):
    return {"id_token": token(told(fake, asked))}


WAYS_BACK = {
    "without a state": ("state", {"state": ""}),
    "with another state": ("state", {"state": "s" * 43}),
    "with a refusal": ("no_code", {"error": "access_denied"}),
    "without a code": ("no_code", {"code": ""}),
    "from another issuer": ("mix_up", {"iss": "https://login.evil"}),
}


@pytest.mark.parametrize("how", WAYS_BACK)
def test_a_way_back_that_was_not_begun_here_lets_nobody_in(officer, fake, how):
    reason, changed = WAYS_BACK[how]
    client = Client()
    asked = begun(client)
    refused(client, back(client, fake, asked, honest(fake, asked), **changed), reason)


def test_another_browser_cannot_finish_what_this_one_began(officer, fake):
    asked = begun(Client())
    other = Client()
    refused(other, back(other, fake, asked, honest(fake, asked)), "state")


def test_the_same_answer_serves_once(officer, fake):
    """The state is taken, and what the browser still holds opens nothing; the code too is asked for once."""
    client = Client()
    asked = begun(client)
    word = client.cookies["cmm_outside"].value
    assert back(client, fake, asked, honest(fake, asked)).status_code == 302
    again = Client()
    again.cookies["cmm_outside"] = word
    times = fake.asked.count("kode-1")
    answer = back(again, fake, asked, honest(fake, asked))
    assert (answer.status_code, fake.asked.count("kode-1") - times) == (403, 0)
    assert again.get("/access/").status_code == 302


def test_a_code_that_was_used_or_begun_with_another_verifier_gives_nothing(officer, fake):
    client = Client()
    asked = begun(client)
    answer = back(client, fake, asked | {"code_challenge": "x"}, honest(fake, asked), code="kode-2")
    refused(client, answer, "no_answer")


def test_one_log_in_cannot_answer_for_another(officer, fake, settings):
    other = fake.settings(organisation="politi-fyn", issuer="https://politi.test", name="Fyns Politi")
    settings.CMM_OUTSIDE_LOGINS = json.dumps([fake.settings(), other])
    client = Client()
    asked = begun(client, "/login/outside/politi-fyn/")
    refused(client, back(client, fake, asked, honest(fake, asked)), "mix_up")


def test_a_log_in_lets_in_only_its_own_organisations_people(officer, fake):
    OutsideLogin.objects.update(user=staff("cmm_caseworker"))
    client = Client()
    asked = begun(client)
    assert back(client, fake, asked, honest(fake, asked)).status_code == 403


def test_a_closed_account_is_closed_there_too(officer, fake):
    officer.is_active = False
    officer.save()
    client = Client()
    asked = begun(client)
    refused(client, back(client, fake, asked, honest(fake, asked)), "stranger")


def test_too_low_a_level_is_said_in_words(officer, fake):
    client = Client()
    asked = begun(client)
    answer = back(client, fake, asked, {"id_token": token(told(fake, asked, acr=LOW))})
    assert "et sikringsniveau, der er for lavt" in answer.content.decode()


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_what_was_refused_stays_in_the_log_when_the_page_fails(fake, settings, monkeypatch):
    settings.CMM_EVENTS_DATABASE = "refusals"
    settings.CMM_OUTSIDE_LOGINS = json.dumps([fake.settings()])
    monkeypatch.setattr("cmm.accounts.views.outside.render", lambda *_args, **_more: 1 / 0)
    client = Client(raise_request_exception=False)
    asked = begun(client)
    assert back(client, fake, asked, {"id_token": "x"}).status_code == 500
    assert list(SecurityEvent.objects.values_list("subject", flat=True)) == ["us signature"]


def test_an_invitation_is_taken_by_logging_in_at_home(officer, people, fake):
    administrator, home = people["user_administrator"], home_of("immigration_officer")
    told_of = {"email": "ny@us.test", "name": "Prøve Ny", "organisation": home, "roles": ["immigration_officer"]}
    user = services.open_account(actor=administrator, **told_of)
    word = services.invite(actor=administrator, user=user)[1]
    client = Client()
    asked = begun(client, f"/invitation/{word}/outside/")
    given = {"id_token": token(told(fake, asked, sub="medarbejder-ny"))}
    assert back(client, fake, asked, given, code="kode-3").url == "/"
    assert OutsideLogin.objects.get(subject="medarbejder-ny").user == user
    assert User.objects.get(pk=user.pk).has_usable_password() is False
    assert Client().get(f"/invitation/{word}/outside/").status_code == 404


def test_a_proof_is_a_log_in_anew_and_not_an_old_one(officer, fake):
    client = Client()
    client.force_login(officer)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        for auth_time, status in ((-HOUR, 403), (None, 403), (0, 302)):
            asked = begun(client)
            assert (asked["prompt"], asked["max_age"]) == ("login", "0")
            fresh = None if auth_time is None else soon(auth_time)
            given = {"id_token": token(told(fake, asked, auth_time=fresh, iat=soon(0), exp=soon(300)))}
            assert back(client, fake, asked, given).status_code == status


@pytest.mark.parametrize(
    "changed", [{"token_endpoint": "http://login.test/token"}, {"acr": []}, {"acr": HIGH}, {"issuer": ""}]
)
def test_settings_that_would_let_too_much_in_stop_the_start(changed):
    with pytest.raises(ImproperlyConfigured):
        read(json.dumps([at.Fake("https://login.test").settings(**changed)]))


def test_one_organisation_or_issuer_is_named_once():
    fake = at.Fake("https://login.test")
    with pytest.raises(ImproperlyConfigured, match="twice"):
        read(json.dumps([fake.settings(), fake.settings(organisation="politi-fyn")]))
