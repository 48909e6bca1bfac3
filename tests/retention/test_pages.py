"""The pages: what is said before the second of two answers, to whom, and what a form refuses."""

import pytest
from django.urls import reverse

from cmm.oversight.retention.models import Destruction, LegalHold
from tests.factories.cases import JournalEntryFactory
from tests.factories.retention import DestructionFactory, closed_case

pytestmark = pytest.mark.django_db


def test_whoever_approves_is_told_how_much_goes_and_not_whose_it_is(as_role):
    destruction = DestructionFactory()
    JournalEntryFactory(case=destruction.case)
    browser = as_role("data_protection_officer")
    text = browser.get(destruction.get_absolute_url()).content.decode()
    told = [
        destruction.ref,
        "Notater i journalen: 1",
        "Personen, som ikke har andre sager: 1",
        "bringer det ikke tilbage",
    ]
    assert ([word for word in told if word not in text], destruction.case.victim.code_name in text) == ([], False)
    answer = browser.post(destruction.get_absolute_url(), {"answer": "approve", "reason": ""})
    destruction.refresh_from_db()
    assert (answer.status_code, destruction.is_approved) == (302, True)


def test_an_answer_of_no_says_why_and_nothing_typed_is_lost(as_role):
    destruction, browser = DestructionFactory(), as_role("cmm_coordinator")
    assert browser.post(destruction.get_absolute_url(), {"answer": "refuse", "reason": ""}).status_code == 422
    browser.post(destruction.get_absolute_url(), {"answer": "refuse", "reason": "Klage på vej"})
    destruction.refresh_from_db()
    assert (destruction.settled_as, destruction.settled_reason) == ("refused", "Klage på vej")


def test_a_coordinator_holds_lets_go_and_proposes_and_takes_back_what_is_theirs(as_role):
    case, browser = closed_case(), as_role("cmm_coordinator")
    page, propose = (reverse(f"retention:{name}", args=[case.ref]) for name in ("case_retention", "destruction_create"))
    browser.post(page, {"reason": "Klage 12"})
    refused = browser.post(propose, {"basis": "term", "reason": "Fristen er udløbet"})
    assert (refused.status_code, "Fristen er udløbet" in refused.content.decode()) == (422, True)
    browser.post(page, {"reason": "Afgjort"})
    assert LegalHold.objects.get().lifted_reason == "Afgjort"
    browser.post(propose, {"basis": "term", "reason": "Fristen er udløbet"})
    browser.post(Destruction.objects.get().get_absolute_url())
    assert Destruction.objects.get().settled_as == "withdrawn"


def test_what_is_due_stands_in_the_list(as_role):
    browser, cases = as_role("cmm_coordinator"), [closed_case() for _number in range(4)]
    DestructionFactory(case=cases[0])
    text = browser.get(reverse("retention:retention_list")).content.decode()
    assert [case.ref for case in cases if case.ref not in text] == []
