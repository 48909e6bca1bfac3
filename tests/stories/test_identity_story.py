"""A name is written down, hidden, asked for, seen for a minute, and hidden again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Identity
from tests.factories.cases import CaseFactory
from tests.factories.identities import IdentityFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_name_is_shown_for_a_minute_in_its_place(visitor):
    case = CaseFactory()
    worker = visitor("cmm_caseworker")
    worker.visit(reverse("cases:identity", args=[case.ref])).is_clean()
    worker.press("Skriv ind Navne").is_clean()
    worker.page.get_by_label("Fornavne").fill("Fiktiva")
    worker.press("Gem oplysningerne").sees("er gemt").is_clean()
    assert Identity.objects.count() == 1

    worker.page.clock.install()
    names = worker.page.get_by_role("region", name="Navne")
    names.get_by_role("button").click()
    expect(names).to_contain_text("Fiktiva")
    expect(names.get_by_role("link", name="Skjul nu")).to_be_focused()
    worker.is_clean()

    worker.page.clock.fast_forward(61_000)
    expect(names).not_to_contain_text("Fiktiva")
    expect(names.get_by_role("button")).to_be_focused()


def test_hidden_at_once_when_somebody_comes_in(visitor):
    identity = IdentityFactory()
    worker = visitor("cmm_caseworker").visit(identity.get_absolute_url())
    contact = worker.page.get_by_role("region", name="Kontakt")
    contact.get_by_role("button").click()
    expect(contact).to_contain_text("+45 00 00 00 01")
    worker.press("Skjul nu Kontakt")
    expect(contact).not_to_contain_text("+45 00 00 00 01")


def test_without_a_script_the_page_goes_back_by_itself(visitor, browser, size, live_server):
    worker = visitor("cmm_caseworker")
    identity = IdentityFactory(case__caseworker=worker.user)
    state = worker.page.context.storage_state()
    context = browser.new_context(viewport=size, locale="da-DK", java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(live_server.url + identity.get_absolute_url())
    page.get_by_role("button", name="Vis Navne").click()
    expect(page.locator("main")).to_contain_text("Siden går selv tilbage")
    expect(page.get_by_text("Fiktiva", exact=True)).to_be_visible()
    context.close()
