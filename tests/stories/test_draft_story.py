"""The browser is killed, or the session ends, in mid-sentence: the text comes back, and only there."""

import pytest
from playwright.sync_api import expect

from cmm.accounts.models import Session
from cmm.drafts.models import Draft
from tests.factories.cases import CaseFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WORDS = "Hun siger, at de to brødre"


def write(person, case):
    """Half a sentence, and the draft's line by the buttons."""
    person.visit(f"/cases/{case.ref}/journal/new/")
    person.page.get_by_role("textbox", name="Notat").press_sequentially(WORDS)
    person.sees("Kladde gemt kl.").is_clean()


def test_the_browser_is_killed_in_mid_sentence(visitor, browser, size, live_server):
    person = visitor("cmm_caseworker")
    case, other = (CaseFactory(caseworker=person.user) for _ in range(2))
    person.visit(f"/cases/{case.ref}/journal/new/")
    assert not Draft.objects.exists()
    write(person, case)
    person.page.context.close()

    again = type(person)(browser.new_context(viewport=size, locale="da-DK").new_page(), live_server.url, person.user)
    again.log_in().visit(f"/cases/{other.ref}/journal/new/")
    expect(again.page.get_by_role("textbox", name="Notat")).to_have_value("")
    again.visit("/").sees("Skriv i journal").is_clean()
    again.press("Skriv i journal").sees("står i formularen igen").is_clean()
    expect(again.page.get_by_role("textbox", name="Notat")).to_have_value(WORDS)
    again.page.get_by_label("Emne").fill("Samtale")
    again.press("Gem notatet").sees(WORDS)
    again.page.context.close()

    assert (Draft.objects.count(), case.journal.get().text) == (0, WORDS)


def test_the_session_ends_in_mid_sentence(visitor):
    person = visitor("cmm_caseworker")
    case = CaseFactory(caseworker=person.user)
    write(person, case)
    Session.objects.all().delete()

    person.press("Gem notatet")
    person.log_in().visit(f"/cases/{case.ref}/journal/new/").sees("står i formularen igen")
    expect(person.page.get_by_role("textbox", name="Notat")).to_have_value(WORDS)
    person.follow(person.page.get_by_role("button", name="Smid kladden væk"))
    expect(person.page.get_by_role("textbox", name="Notat")).to_have_value("")

    assert not Draft.objects.exists()


def test_a_draft_longer_than_a_page_may_send_while_it_is_left_is_kept_before_it_is(visitor):
    """The browser asks once, and meanwhile the draft arrives; then the page is left without a question."""
    person = visitor("cmm_caseworker")
    case, asked = CaseFactory(caseworker=person.user), []
    person.visit(f"/cases/{case.ref}/journal/new/")
    person.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    box = person.page.get_by_role("textbox", name="Notat")
    box.click()
    long = "€" * 20_000  # as many as the note takes, of three bytes each
    box.fill(long)
    person.page.evaluate("location.assign('/')")

    person.sees("Kladde gemt kl.")
    assert (asked, Draft.objects.get().content.reveal()["fields"]["text"]) == (["beforeunload"], [long])
    person.visit("/").sees("Skriv i journal")
    assert asked == ["beforeunload"]
