"""A phone that is no browser: it closes contacts and sends them as static/js does."""

import base64
import json
from datetime import UTC, datetime
from uuid import uuid4

import factory
from django.test import Client
from django.utils import timezone

from cases.outreach.enums import Reason, SealedState
from cases.outreach.models import SealedContact, SealingKey
from cases.outreach.parcels import milliseconds
from cases.outreach.services.keys import make_ready
from cmm.crypto.envelopes import close
from tests.factories.accounts import staff


def text_of(content):
    return json.dumps(content)


class Handset:
    """The phone of one user, with a clock of its own."""

    def __init__(self, user, *, wrong_by=0):
        ready = make_ready(actor=user)
        self.user, self.token, self.phone, self.wrong_by = user, ready.token, ready.phone, wrong_by
        self.key = SealingKey.objects.filter(organisation=user.organisation).in_use().get()

    def now(self, ago=0):
        """Milliseconds of the phone's clock, ``ago`` seconds back."""
        return milliseconds(timezone.now()) + int((self.wrong_by - ago) * 1000)

    def kept(self, venue, *, ago=0, key=None, answers=(), seal=None, public=None, user=None):
        """One contact as it lies on the phone."""
        key, at = key or uuid4(), self.now(ago)
        seal, user = seal or self.key.pk, user or self.user.pk
        said = {"venue": str(venue.pk), "contact_type": "street", "follow_up": "not_asked"} | dict(answers)
        fields = [["submission_key", str(key)]]
        for name, value in said.items():
            fields += [[name, one] for one in ([value] if isinstance(value, str) else value)]
        plain = text_of({"at": at, "fields": fields}).encode()
        place = SealedContact.place(user, seal, key)
        body = close(plain, public=bytes(public or self.key.public), bound_to=place)
        item = {"key": str(key), "user": user, "seal": str(seal), "at": at}
        return item | {"body": base64.b64encode(body).decode()}

    def message(self, items, **told):
        return {"phone": self.token, "now": self.now(), "waiting": len(items), "since": None, "items": items} | told

    def send(self, browser, items, *, to="/outreach/sync/", **told):
        return browser.post(to, text_of(self.message(items, **told)), content_type="application/json")

    def answers(self, browser, items, **told):
        """The states of ``items``, as the server answers them."""
        answer = self.send(browser, items, **told)
        assert answer.status_code == 200, answer.content
        return [one["state"] for one in answer.json()["answers"]]


class SealingKeyFactory(factory.django.DjangoModelFactory):
    """A key that opens nothing of any phone."""

    class Meta:
        model = SealingKey

    organisation = factory.LazyFunction(lambda: staff("outreach_worker").organisation)
    public = b"\x04" + b"\x00" * 64
    private = "00"


class SealedFactory(factory.django.DjangoModelFactory):
    """A contact that was put aside, closed with a key nobody has."""

    class Meta:
        model = SealedContact

    sender = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("sender.organisation")
    submission_key = factory.LazyFunction(uuid4)
    digest = factory.Sequence(lambda n: f"{n:064x}")
    key_id = factory.LazyFunction(uuid4)
    sealed = b"\x01"
    sealed_at = datetime(2026, 11, 23, 21, 47, tzinfo=UTC)
    state = SealedState.ASIDE
    reason = Reason.UNREADABLE


def aside():
    """Why each contact that waits for the leader does."""
    return list(SealedContact.objects.aside().order_by("pk").values_list("reason", flat=True))


def in_another_browser(user):
    browser = Client()
    browser.force_login(user)
    return browser
