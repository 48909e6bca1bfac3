from datetime import UTC, datetime
from uuid import uuid4

import factory

from cases.models import Handover
from cases.outreach.models import ReferredContact
from cases.services import NewHandover
from tests.factories.accounts import staff
from tests.factories.cases import cmm
from tests.factories.outreach import ContactFactory


class HandoverFactory(factory.django.DjangoModelFactory):
    """A person referred to CMM who has said yes to all of it; nobody has answered."""

    class Meta:
        model = Handover

    ref = factory.Sequence(lambda n: f"H-2026-{n + 7000:04d}")
    submission_key = factory.LazyFunction(uuid4)
    sent_by = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("sent_by.organisation")
    receiver = factory.LazyFunction(cmm)
    sent_at = datetime(2026, 11, 23, 21, 50, tzinfo=UTC)
    consent = "contact_and_seen"
    said = "own_language"
    way = "through_us"
    urgency = "can_wait"
    note = "Virker bange, andre svarer for personen"


class TiedHandoverFactory(HandoverFactory):
    """One that belongs to a case there was."""

    answered_as = "case"
    answered_at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    answered_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class ReferredContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReferredContact

    contact = factory.SubFactory(ContactFactory)
    handover = factory.LazyAttribute(lambda row: HandoverFactory(sent_by=row.contact.recorded_by))


def new_handover(**told):
    """What one form said: a yes to be contacted through the organisation."""
    return NewHandover(**{"submission_key": uuid4(), "consent": "contact", "way": "through_us"} | told)
