"""The door of a colleague's case, on a screen: what is asked, what is missing, and that nothing written is lost."""

import pytest
from django.urls import reverse

from cases.models import JournalEntry, StatedPurpose
from cases.services import assign_case
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.browser


def test_a_caseworker_says_why_before_a_colleagues_case_opens(visitor):
    contact = staff("cmm_caseworker", name="Prøve Kontaktperson")
    case = CaseFactory(caseworker=contact, victim__code_name="Skarv")
    worker = visitor("cmm_caseworker").visit("/cases/")

    worker.press(case.ref)
    worker.sees("er ikke din sag. Kontaktperson er Prøve Kontaktperson.").is_clean()
    worker.press("Åbn sagen").sees("Vælg en mulighed.").is_clean()
    worker.says_why("Andet").sees("Skriv, hvad det er.").is_clean()
    worker.page.get_by_label("Uddyb").fill("Skal finde en tolk til i morgen.")
    worker.press("Åbn sagen").sees("Forløbet som liste").is_clean()

    assert worker.page.url.endswith(case.get_absolute_url())
    assert StatedPurpose.objects.get().note == "Skal finde en tolk til i morgen."


def test_a_note_written_while_the_case_went_to_a_colleague_is_kept_and_saved(visitor):
    worker = visitor("cmm_caseworker")
    case = CaseFactory(caseworker=worker.user)
    worker.visit(reverse("cases:journal_create", args=[case.ref]))
    worker.page.locator("[name=title]").fill('Opkald fra "lægen"')
    worker.page.locator("[name=text]").fill("Første linje\n\nAnden linje")
    assign_case(actor=staff("cmm_coordinator"), case=case, caseworker=staff("cmm_caseworker"))

    worker.follow(worker.page.locator("main form button[type=submit]"))
    worker.sees("Det, du har skrevet, er her stadig.").is_clean()
    worker.page.get_by_label("Jeg afløser eller hjælper kontaktpersonen").check()
    worker.press("Vælg, og gem").sees("Første linje").is_clean()

    note = JournalEntry.objects.get()
    assert (note.title, note.text.replace("\r", "")) == ('Opkald fra "lægen"', "Første linje\n\nAnden linje")
