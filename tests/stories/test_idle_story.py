"""Somebody leaves their desk: two minutes before the end a message says so, and nothing they wrote is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.outreach.models import Contact
from cmm.accounts.models import Session
from tests.factories.cases import CaseFactory
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.stories.conftest import SIZES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WORDS = "Hun siger, at de to brødre"


def message(person):
    return person.page.get_by_role("alertdialog")


def note(person):
    return person.page.get_by_role("textbox", name="Notat")


def ends_in(seconds):
    Session.objects.update(expires_at=timezone.now() + timedelta(seconds=seconds))


def is_away(person, left):
    """Thirteen minutes without a touch, after which the server still counts ``left`` seconds."""
    ends_in(left)
    with person.page.expect_response("**/session/"):
        person.page.clock.fast_forward("13:05")


@pytest.fixture
def writer(visitor):
    """In mid-sentence, and what is written is kept."""
    person = visitor("cmm_caseworker")
    person.page.clock.install()
    person.visit(f"/cases/{CaseFactory(caseworker=person.user).ref}/journal/new/")
    note(person).press_sequentially(WORDS)
    return person.sees("Kladde gemt kl.")


def test_the_message_comes_in_time_and_one_press_keeps_somebody_logged_in(writer):
    is_away(writer, 110)
    expect(message(writer)).to_have_accessible_name("Er du der stadig?")
    expect(message(writer)).to_contain_text("Du bliver logget ud om 2 minutter, fordi du ikke har brugt systemet.")
    writer.is_clean()
    expect(writer.page.get_by_role("button", name="Bliv logget ind")).to_be_focused()
    writer.page.clock.run_for(5_000)  # the field that was left has said so, and that is no sign of life
    assert Session.objects.get().expires_at < timezone.now() + timedelta(seconds=110)
    writer.page.keyboard.press("Tab")
    expect(message(writer).get_by_role("button", name="Log ud nu")).to_be_focused()
    writer.page.keyboard.press("Shift+Tab")
    writer.page.keyboard.press("Enter")

    expect(message(writer)).to_be_hidden()
    expect(note(writer)).to_be_focused()
    assert Session.objects.get().expires_at > timezone.now() + timedelta(minutes=14)


def test_when_time_is_up_the_screen_is_emptied_and_the_draft_is_there_afterwards(writer):
    is_away(writer, 110)
    expect(message(writer)).to_be_visible()
    ends_in(0)
    with writer.page.expect_navigation():
        writer.page.clock.fast_forward("02:00")
    writer.sees("Du blev logget ud, fordi du ikke brugte systemet i 15 minutter.").is_clean()

    writer.page.get_by_label("E-mail").fill(writer.user.email)
    writer.page.get_by_label("Adgangskode").fill("tre-ord-sammen")
    writer.press("Log ind").sees("står i formularen igen")
    expect(note(writer)).to_have_value(WORDS)


def test_no_message_comes_while_another_page_is_used(writer):
    is_away(writer, 15 * 60)
    expect(message(writer)).to_be_hidden()
    is_away(writer, 110)
    expect(message(writer)).to_be_visible()
    writer.follow(writer.page.get_by_role("button", name="Log ud nu"))
    expect(writer.page.get_by_role("heading", name="Log ind")).to_be_visible()
    assert not Session.objects.exists()


@pytest.mark.parametrize("size", [SIZES["phone"]], ids=["phone"])
def test_a_contact_on_the_phone_waits_under_a_cover_until_its_writer_has_logged_in_again(visitor):
    person = visitor("outreach_worker")
    RoundFactory(worker=person.user, venue=VenueFactory(organisation=person.user.organisation))
    person.page.clock.install()
    person.visit("/outreach/contacts/new/")
    person.page.get_by_role("radio", name="Nej, ny", exact=True).check(force=True)
    is_away(person, 110)
    expect(message(person)).to_contain_text("Det, du er ved at skrive, går ikke tabt.")
    person.is_clean()

    ends_in(0)
    person.page.clock.fast_forward("02:00")
    expect(message(person)).to_have_accessible_name("Du er logget ud")
    person.is_clean()
    person.page.keyboard.press("Escape")
    expect(message(person)).to_be_visible()

    other = type(person)(person.page.context.new_page(), person.address, person.user)
    other.log_in()
    person.page.clock.fast_forward("00:20")
    expect(message(person)).to_be_hidden()
    person.press("Gem").sees("Gemt")
    assert Contact.objects.get().met_before == "new"
