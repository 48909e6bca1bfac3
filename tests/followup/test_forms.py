"""What somebody types in the forms of the follow-up."""

import pytest

from identification.followup.forms import ClaimForm
from tests.factories.cases import CaseFactory
from tests.factories.followup import CriminalFactory, SupportFactory


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("120.000", 120_000), ("1.250.000", 1_250_000), ("120 000", 120_000), (" 800 ", 800)],
)
def test_kroner_are_read_as_danes_write_them(typed, amount):
    form = ClaimForm({"body": "board", "claimed_on": "20-10-2026", "claimed": typed})
    assert (form.errors, form.claim().claimed) == ({}, amount)


@pytest.mark.parametrize("typed", ["120,50", "12.00", "1.2000", "0", "-5", "mange", "200000000", ""])
def test_anything_else_is_no_amount(typed):
    form = ClaimForm({"body": "board", "claimed_on": "20-10-2026", "claimed": typed})
    assert list(form.errors) == ["claimed"]


@pytest.mark.django_db
def test_what_is_refused_stays_typed_and_nothing_is_stored(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    item = SupportFactory(case=case)
    browser, page = as_role("cmm_caseworker"), f"/cases/{case.ref}/follow-up/"
    typed = {"step": "convicted", "happened_on": "15-09-2026", "provision": "262a", "case_number": "0700-1/26"}
    refused = browser.post(f"{page}criminal/new/", typed)
    assert (refused.status_code, list(refused.context["form"].errors), "0700-1/26" in refused.text) == (
        422, ["step"], True,
    )  # fmt: skip
    said = {"theme": item.theme_id, "need": "Et sted at bo", "goal": "Bolig", "who": "Kommunen", "status": "not_met"}
    refused = browser.post(f"{page}support/{item.number}/", said | {"begins_on": "14-09-2026"})
    assert (refused.status_code, refused.context["form"].errors) == (
        422, {"note": ["Skriv, hvorfor behovet ikke kunne dækkes."]},
    )  # fmt: skip
    assert (case.criminalevents.count(), case.supportitems.count()) == (0, 1)


@pytest.mark.django_db
def test_whoever_was_second_sees_what_stands_now_beside_what_they_typed(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    item = SupportFactory(case=case)
    browser, page = as_role("cmm_caseworker"), f"/cases/{case.ref}/follow-up/support/{item.number}/"
    said = {"theme": item.theme_id, "need": "Et sted at bo", "goal": "Bolig", "begins_on": "14-09-2026"}
    browser.post(page, said | {"who": "Kommunen", "status": "met"})
    second = browser.post(page, said | {"who": "Krisecentret", "status": "under_way"})
    assert (second.status_code, "Krisecentret" in second.text, "Det, der står nu" in second.text) == (422, True, True)
    assert list(case.supportitems.order_by("number").values_list("who", "closed_as")) == [
        ("Prøveby Kommune", "corrected"), ("Kommunen", ""),
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_address_that_names_no_row_of_the_case_leads_nowhere(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    CriminalFactory()
    page = f"/cases/{case.ref}/follow-up/"
    answers = [as_role("cmm_caseworker").get(page + end).status_code for end in (
        "criminal/1/new/", "journal/1/withdraw/", "criminal/1/withdraw/", "support/1/", "claims/1/decide/",
    )]  # fmt: skip
    assert answers == [404] * 5
