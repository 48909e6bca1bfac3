"""An outreach worker records a contact at night: few touches, and sent twice is stored once."""

import pytest
from playwright.sync_api import expect

from cases.outreach.models import Contact
from cmm.audit.models import AuditEntry
from tests.factories.outreach import RoundFactory, VenueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def touch(person, answer):
    person.page.get_by_role("radio", name=answer, exact=True).check(force=True)


def new_contact(person):
    person.press("Ny kontakt")
    expect(person.page.get_by_role("heading", name="Ny kontakt")).to_be_visible()
    return person.page.locator("input[name=submission_key]").get_attribute("value")


@pytest.fixture
def worker(visitor):
    person = visitor("outreach_worker")
    RoundFactory(worker=person.user, venue=VenueFactory(organisation=person.user.organisation))
    return person.visit("/outreach/")


def test_the_commonest_contact_takes_five_touches(worker):
    worker.is_clean()
    worker.visit(worker.user.rounds.get().get_absolute_url()).is_clean()
    new_contact(worker)
    worker.is_clean()
    for answer in ("Ja", "25–34", "Rumænsk"):
        touch(worker, answer)
    worker.press("Gem")
    expect(worker.page.locator("main")).to_contain_text("Gemt")
    worker.is_clean()
    contact = Contact.objects.get()
    assert (contact.met_before, contact.age_band, contact.language.code) == ("yes", "25_34", "ro")


def test_the_same_form_sent_twice_is_stored_once(worker):
    worker.visit(worker.user.rounds.get().get_absolute_url())
    key = new_contact(worker)
    address = worker.page.url
    touch(worker, "Nej, ny")
    worker.press("Gem")
    expect(worker.page.locator("main")).to_contain_text("Gemt")
    worker.page.goto(address)
    worker.page.eval_on_selector("input[name=submission_key]", f"field => field.value = '{key}'")
    touch(worker, "Nej, ny")
    worker.press("Gem")
    expect(worker.page.locator("main")).to_contain_text("Gemt")
    assert Contact.objects.count() == 1
    assert AuditEntry.objects.filter(action="contact.recorded").count() == 1


def test_a_number_in_the_note_is_stopped_where_it_was_written_and_nothing_is_lost(worker):
    worker.visit(worker.user.rounds.get().get_absolute_url())
    new_contact(worker)
    touch(worker, "Ja")
    worker.page.locator("textarea").fill("Ring på 20 12 34 56")
    worker.press("Gem")
    expect(worker.page.locator("textarea")).to_have_value("Ring på 20 12 34 56")
    expect(worker.page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    worker.is_clean()
    assert not Contact.objects.exists()
