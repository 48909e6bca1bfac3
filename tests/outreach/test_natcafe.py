"""The published figures of Natcaféen in 2015, entered contact by contact and read from the leader's page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.outreach.models import Contact
from cases.outreach.selectors.clock import service_day
from cases.outreach.services.contacts import columns, record_contact
from tests.factories.cases import code
from tests.factories.outreach import VenueFactory, facts

pytestmark = pytest.mark.django_db
NIGHTS, VISITS, NEW = 105, 6_656, 168
OPENS = timedelta(hours=22)


def nights():
    """The first 105 Thursdays, Fridays and Saturdays of 2015."""
    days = (date(2015, 1, 1) + timedelta(days=after) for after in range(365))
    return [day for day in days if day.weekday() in (3, 4, 5)][:NIGHTS]


def shared(number, among):
    """``number`` dealt out as evenly as it goes."""
    return [number // among + (place < number % among) for place in range(among)]


def meetings(worker, venue):
    """What each form said: the new first, then those met before, the last of them after midnight."""
    pattern = facts(venue, contact_type=code("contact_type", "night_cafe"))
    for day, visits, new in zip(nights(), shared(VISITS, NIGHTS), shared(NEW, NIGHTS), strict=True):
        opens = datetime.combine(day, datetime.min.time(), UTC) + OPENS
        for number in range(visits):
            yield replace(
                pattern,
                submission_key=uuid4(),
                met_at=opens + timedelta(minutes=3 * number),
                met_before="new" if number < new else "yes",
            )


def test_the_figures_of_2015_are_read_from_the_page(desk, worker):
    """The first night goes through the verb, the others are stored at once with the columns the verb would give."""
    venue = VenueFactory(organisation=worker.organisation, name="Natcaféen", venue_type=code("venue_type", "drop_in"))
    told = list(meetings(worker, venue))
    first = [one for one in told if service_day(one.met_at) == date(2015, 1, 1)]
    for one in first:
        record_contact(actor=worker, facts=one)
    pattern = columns(worker, told[-1])
    stored = [
        Contact(
            **pattern
            | {"ref": f"K-2015-{number:05d}", "submission_key": one.submission_key, "digest": one.digest}
            | {"met_at": one.met_at, "service_day": service_day(one.met_at), "met_before": one.met_before}
        )
        for number, one in enumerate(told[len(first) :], 1)
    ]
    Contact.objects.bulk_create(stored, batch_size=1_000)

    page = desk.get(reverse("outreach:figures"), {"start": "01-01-2015", "end": "31-12-2015"})

    total = page.context["figures"]["total"]
    assert (total["days"], total["visits"], total["new"]) == (NIGHTS, VISITS, NEW)
    assert page.context["averages"] == {"visits": "63,4", "unique": "63,4", "new": "1,6"}
    text = " ".join(page.content.decode().split())
    assert "<dd>6.656<small>63,4 pr. døgn</small></dd>" in text
    assert "<dd>168<small>1,6 pr. døgn</small></dd>" in text
    assert "<small>105 døgn med kontakter</small>" in text


def test_the_contacts_stored_at_once_are_those_the_verb_would_store(worker, venue):
    one = facts(venue, met_before="new", met_at=datetime(2015, 1, 2, 2, 0, tzinfo=UTC))

    stored = record_contact(actor=worker, facts=one)

    assert (stored.service_day, stored.met_before, stored.digest) == (date(2015, 1, 1), "new", one.digest)
