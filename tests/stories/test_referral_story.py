"""An outreach worker refers somebody in three touches; CMM accepts, and the phone shows the status alone."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from cases.models import Handover
from tests.factories.cases import cmm, code
from tests.factories.outreach import ContactFactory
from tests.stories.test_outreach_story import finger, touch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_person_is_referred_in_three_touches_and_cmm_answers(visitor):
    cmm()
    phone = visitor("outreach_worker")
    with transaction.atomic():
        contact = ContactFactory(recorded_by=phone.user, age_band="18_24")
        contact.signs.add(code("sign", "afraid"))
    phone.visit(contact.get_absolute_url()).press("Henvis til CMM").is_clean()
    touch(phone, "At CMM kontakter personen og får at vide, hvad der er set")
    touch(phone, "Gennem os")
    phone.is_clean()
    finger(phone, phone.page.get_by_role("button", name="Send til CMM"))
    phone.sees("Svar fra CMM").is_clean()
    handover = Handover.objects.get()
    assert (handover.consent, handover.way, handover.note) == (
        "contact_and_seen", "through_us", code("sign", "afraid").label,
    )  # fmt: skip


def test_cmm_accepts_what_waits_on_today_and_is_told_when_the_consent_is_withdrawn(visitor):
    cmm()
    phone = visitor("outreach_worker")
    phone.visit("/outreach/referrals/new/")
    touch(phone, "Kun at CMM kontakter personen")
    touch(phone, "Ringer selv")
    phone.press("Send til CMM")
    ref = Handover.objects.get().ref
    desk = visitor("cmm_caseworker")
    desk.visit("/").sees("En henvisning venter på svar").is_clean()
    desk.visit(f"/handovers/{ref}/").is_clean()
    desk.page.get_by_label("Ja, som ny henvendelse").check()
    desk.page.get_by_label("Tælles som fra").select_option(label="Reden")
    desk.press("Send svaret").sees("Samtykket, den kom med").is_clean()
    phone.visit(f"/outreach/referrals/{ref}/").sees("Taget imod")
    phone.press("Personen trækker sit ja tilbage").is_clean()
    phone.press("Personen trækker sit ja tilbage").sees("Samtykke trukket tilbage").is_clean()
    desk.visit("/").sees("Et samtykke til en henvisning er trukket tilbage")
    desk.visit(f"/handovers/{ref}/").is_clean().press("Jeg har læst det")
    expect(desk.page.locator("main")).to_contain_text("Læst af")
