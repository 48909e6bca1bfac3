"""Several sendings of the same contacts at once, over connections of their own."""

import pytest
from django.test import Client

from cases.outreach.models import Contact, SealedContact, SealingKey
from cases.outreach.services.keys import make_ready
from tests.factories.accounts import staff
from tests.factories.outreach import VenueFactory
from tests.factories.phones import Handset
from tests.outreach.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_sending_five_times_at_once_is_stored_once_and_answered_alike():
    worker = staff("outreach_worker")
    handset, venue = Handset(worker), VenueFactory(organisation=worker.organisation)
    sent = [handset.kept(venue, answers={"own_code": "R-1"}) for _number in range(3)]
    browser = Client()
    browser.force_login(worker)

    def send():
        own = Client()
        own.cookies = browser.cookies
        return tuple(handset.answers(own, sent))

    assert at_once(5, send) == [("counted",) * 3] * 5
    assert (Contact.objects.count(), SealedContact.objects.count()) == (3, 3)


def test_two_phones_made_ready_at_once_seal_for_one_key():
    worker = staff("outreach_worker")

    at_once(4, lambda: make_ready(actor=worker).phone.pk)

    assert SealingKey.objects.in_use().count() == SealingKey.objects.count() == 1
