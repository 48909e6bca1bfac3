"""The published figures of Natcaféen in 2015, entered contact by contact and read from the leader's page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.outreach.services.batches import record_contacts
from cases.outreach.services.contacts import Meeting
from tests.factories.cases import code
from tests.factories.outreach import VenueFactory, facts

pytestmark = pytest.mark.django_db
NIGHTS, VISITS, NEW, AT_ONCE = 105, 6_656, 168, 1_000
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
    """All of them through the verb a phone's sendings go through, a thousand at a time."""
    venue = VenueFactory(organisation=worker.organisation, name="Natcaféen", venue_type=code("venue_type", "drop_in"))
    told = [Meeting(one, worker, one.met_at) for one in meetings(worker, venue)]
    for begun in range(0, VISITS, AT_ONCE):
        record_contacts(actor=worker, meetings=told[begun : begun + AT_ONCE])

    page = desk.get(reverse("outreach:figures"), {"start": "01-01-2015", "end": "31-12-2015"})

    total = page.context["figures"]["total"]
    assert (total["days"], total["visits"], total["new"]) == (NIGHTS, VISITS, NEW)
    assert page.context["averages"] == {"visits": "63,4", "unique": "63,4", "new": "1,6"}
    text = " ".join(page.content.decode().split())
    assert "<dd>6.656<small>63,4 pr. døgn</small></dd>" in text
    assert "<dd>168<small>1,6 pr. døgn</small></dd>" in text
    assert "<small>105 døgn med kontakter</small>" in text
