"""An outreach worker records a contact at night: few touches, and sent twice is stored once."""

import pytest
from playwright.sync_api import expect

from cases.outreach.models import Contact
from cmm.audit.models import AuditEntry
from tests.factories.outreach import RoundFactory, VenueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


TARGET = 48  # the smallest surface a thumb in a glove finds


def touch(person, answer):
    finger(person, person.page.get_by_role("radio", name=answer, exact=True))


def finger(person, target):
    """One touch on a surface that is large enough and in sight, the dock not above it; the page has not moved."""
    page, box = person.page, target.bounding_box()
    if not person.is_phone:
        target.click()
        return
    dock = page.locator("footer.dock").bounding_box()["y"]
    lowest = page.viewport_size["height"] if target.locator("xpath=ancestor::footer").count() else dock
    assert min(box["width"], box["height"]) >= TARGET
    assert (page.evaluate("scrollY"), box["y"] >= 0, box["y"] + box["height"] <= lowest) == (0, True, True)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


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
    finger(worker, worker.page.get_by_role("link", name="Ny kontakt"))
    expect(worker.page.get_by_role("heading", name="Ny kontakt")).to_be_visible()
    worker.is_clean()
    for answer in ("Ja", "25–34", "Rumænsk"):
        touch(worker, answer)
    finger(worker, worker.page.get_by_role("button", name="Gem", exact=True))
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
    worker.press("Fjern »20 12 34 56«")
    expect(worker.page.locator("textarea")).to_have_value("Ring på")
    worker.is_clean()
    assert not Contact.objects.exists()


def test_three_at_a_clinic_take_seven_touches(worker):
    worker.visit(worker.user.rounds.get().get_absolute_url())
    finger(worker, worker.page.get_by_role("link", name="Ny kontakt"))
    expect(worker.page.get_by_role("heading", name="Ny kontakt")).to_be_visible()
    finger(worker, worker.page.get_by_role("button", name="Flere personer"))
    for more in ("Flere: Nye", "Flere: Mødt før", "Flere: Mødt før"):
        finger(worker, worker.page.get_by_role("button", name=more))
    finger(worker, worker.page.get_by_role("checkbox", name="Kvinde", exact=True))
    expect(worker.page.locator("[data-tally]")).to_have_text("Tæller 3 besøg · 3 unikke · 1 nye")
    worker.is_clean()
    finger(worker, worker.page.get_by_role("button", name="Gem", exact=True))
    expect(worker.page.locator("main")).to_contain_text("Gemt")
    contact = Contact.objects.get()
    assert (contact.group, contact.sex) == ([1, 2, 0, 0], "female")
