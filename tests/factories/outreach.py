from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

import factory

from cases.enums import CodeList
from cases.outreach.models import (
    Activity,
    Contact,
    ContactVersion,
    Handout,
    ImportBatch,
    Incident,
    PhoneLook,
    Round,
    ServiceHours,
    StatusNote,
    StatusNoteFile,
    Venue,
    Visit,
)
from cases.outreach.services.activities import CourseFacts
from cases.outreach.services.contacts import ContactFacts
from tests.factories.accounts import staff
from tests.factories.cases import code


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    organisation = factory.LazyFunction(lambda: staff("outreach_lead").organisation)
    name = factory.Sequence(lambda n: f"Prøvested {n}")
    venue_type = factory.LazyFunction(lambda: code(CodeList.VENUE_TYPE, "street"))


class HoursFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceHours

    set_by = factory.LazyFunction(lambda: staff("outreach_lead"))
    organisation = factory.SelfAttribute("set_by.organisation")
    valid_from = date(2026, 1, 1)
    starts = time(12)
    name = "day"


class LookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PhoneLook

    set_by = factory.LazyFunction(lambda: staff("outreach_lead"))
    organisation = factory.SelfAttribute("set_by.organisation")
    name = "Ugeplan"
    icon = "leaf"


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    ref = factory.Sequence(lambda n: f"R-2026-{n + 5000:04d}")
    worker = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("worker.organisation")
    name = "Prøverunden"
    venue = factory.LazyAttribute(lambda row: VenueFactory(organisation=row.organisation))
    contact_type = factory.LazyFunction(lambda: code(CodeList.CONTACT_TYPE, "street"))


class ContactFactory(factory.django.DjangoModelFactory):
    """A contact of the service day that begins on 23 November 2026."""

    class Meta:
        model = Contact

    ref = factory.Sequence(lambda n: f"K-2026-{n + 5000:04d}")
    submission_key = factory.LazyFunction(uuid4)
    digest = "0" * 64
    recorded_by = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("recorded_by.organisation")
    venue = factory.LazyAttribute(lambda row: VenueFactory(organisation=row.organisation))
    contact_type = factory.LazyFunction(lambda: code(CodeList.CONTACT_TYPE, "street"))
    met_at = datetime(2026, 11, 23, 21, 47, tzinfo=UTC)
    service_day = factory.LazyAttribute(lambda row: row.met_at.date())


class ImportBatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportBatch

    ref = factory.Sequence(lambda n: f"I-2026-{n + 5000:04d}")
    imported_by = factory.LazyFunction(lambda: staff("outreach_lead"))
    organisation = factory.SelfAttribute("imported_by.organisation")
    digest = factory.Sequence(lambda n: f"{n:064d}")
    stored = 1
    first_day = last_day = date(2026, 3, 1)


def facts(venue, **answers):
    """What one form said: a contact on the street, nothing else asked."""
    street = code(CodeList.CONTACT_TYPE, "street")
    return ContactFacts(**{"submission_key": uuid4(), "venue": venue, "contact_type": street} | answers)


class StatusNoteFactory(factory.django.DjangoModelFactory):
    """A draft of the second half of 2026, or a note finished then."""

    class Meta:
        model = StatusNote

    class Params:
        finished = factory.Trait(
            text_da="Et roligt halvår.",
            figures={"total": {"visits": 0, "at_least": 0, "at_most": 0, "new": 0, "rounds": 0}},
            digest="0" * 64,
            finished_by=factory.SelfAttribute("begun_by"),
            finished_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        )

    ref = factory.Sequence(lambda n: f"S-2026-{n + 5000:04d}")
    begun_by = factory.LazyFunction(lambda: staff("outreach_lead"))
    organisation = factory.SelfAttribute("begun_by.organisation")
    year, number = 2026, 2


class StatusNoteFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StatusNoteFile

    note = factory.SubFactory(StatusNoteFactory, finished=True)
    language = "da"
    size = 4
    sha256 = "0" * 64
    content = b"%PDF"


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incident

    recorded_by = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("recorded_by.organisation")
    kind = factory.LazyFunction(lambda: code(CodeList.STREET_EVENT, "violence"))
    happened_on = date(2026, 11, 20)


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    recorded_by = factory.LazyFunction(lambda: staff("outreach_worker"))
    organisation = factory.SelfAttribute("recorded_by.organisation")
    kind = factory.LazyFunction(lambda: code(CodeList.ACTIVITY_KIND, "lecture"))
    held_on = date(2026, 11, 20)
    audience = factory.LazyFunction(lambda: code(CodeList.ACTIVITY_AUDIENCE, "municipality"))
    theme = "Tegn på menneskehandel"
    participants = 12
    hours = Decimal("2.5")


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactVersion

    contact = factory.SubFactory(ContactFactory)
    organisation = factory.SelfAttribute("contact.organisation")
    number = 1
    submission_key = factory.LazyFunction(uuid4)
    digest = "0" * 64
    said = factory.LazyFunction(dict)
    written_by = factory.SelfAttribute("contact.recorded_by")


class VisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visit

    round = factory.SubFactory(RoundFactory)
    venue = factory.SelfAttribute("round.venue")


class HandoutFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Handout

    round = factory.SubFactory(RoundFactory)
    thing = factory.LazyFunction(lambda: code(CodeList.GIVEN, "leaflet"))
    number = 40


def course(**said):
    """What is said of one lecture."""
    told = {"kind": code(CodeList.ACTIVITY_KIND, "lecture"), "audience": code(CodeList.ACTIVITY_AUDIENCE, "police")}
    told |= {"held_on": date(2026, 11, 20), "theme": "Tegn på menneskehandel", "participants": 12}
    return CourseFacts(**told | {"hours": Decimal("2.5")} | said)
