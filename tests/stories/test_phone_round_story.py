"""A whole night without a network: the round begins, has its contact and ends on the phone, and arrives as one."""

import pytest
from playwright.sync_api import expect

from cases.outreach.models import Contact, Round
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.stories.conftest import SIZES
from tests.stories.test_phone_story import answers, cut, dump, opens, ready, save, told, waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def size():
    return SIZES["phone"]


def test_a_night_without_a_network(visitor):
    worker = visitor("outreach_worker", name="Prøve Kendemærke")
    venue = VenueFactory(organisation=worker.user.organisation, name="Prøvetorvet")
    last = RoundFactory(worker=worker.user, venue=venue, name="Prøvevest")
    last.ended_at = last.started_at
    last.save()
    opens(ready(worker))
    cut(worker)
    worker.page.locator("#begin summary").click()
    worker.is_clean()
    worker.page.get_by_role("button", name="Prøvevest").click()
    told(worker, "Prøvevest. Runden er startet.")
    waits(worker, "1 venter")

    opens(worker)  # the page is closed and opened again: the round is known
    told(worker, "Prøvevest")
    answers(worker, "Ja")
    save(worker)
    told(worker, "Gemt på telefonen.")
    worker.page.locator("#end summary").click()
    worker.is_clean()
    worker.page.get_by_role("button", name="Ja, den er slut").click()
    told(worker, "Runden er slut.")
    expect(worker.page.locator("#begin")).to_be_visible()
    assert worker.user.name not in dump(worker)

    cut(worker, off=False)
    waits(worker, "Alt sendt")
    one = Round.objects.exclude(pk=last.pk).get()
    assert (one.name, one.worker, one.is_running) == ("Prøvevest", worker.user, False)
    assert (Contact.objects.get().round, Contact.objects.get().venue) == (one, venue)
    worker.page.wait_for_function("async (user) => !(await vagtplan.fact(`round:${user}`))", arg=worker.user.pk)
