"""The officer's list, the reader's question, and what neither of them shows."""

import pytest
from django.urls import reverse

from cmm.core.context import Context, acting
from cmm.oversight.unusual.models import Saying, WeekList
from cmm.oversight.unusual.services import answer, judge
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.unusual import EntryFactory
from tests.statements import asking

pytestmark = pytest.mark.django_db
LIST, QUESTIONS = reverse("unusual:entry_list"), reverse("unusual:question_list")


@pytest.fixture
def week():
    return WeekList.objects.create(week="2026-W47", opened=120, listed=9, asked=3)


@pytest.fixture
def officer(as_role):
    return as_role("data_protection_officer")


def address(entry, page="entry_detail"):
    return reverse(f"unusual:{page}", args=[entry.pk])


def test_the_list_says_who_opened_what_and_why_and_who_is_not_asked_stands_apart(officer, week):
    reader = staff("cmm_caseworker", name="Kitte Nysgaard")
    case = CaseFactory(protection="restricted")
    entry = EntryFactory(actor_id=reader.pk, case_id=case.pk, case_ref=case.ref)
    hidden = EntryFactory(actor_id=reader.pk, asked="", reasons=["no_assignment"])
    answer(actor=reader, entry=entry, errand="contacted", words="Politiet ringede")
    asked, everything = officer.get(LIST).text, officer.get(LIST, {"view": "all", "week": week.week}).text
    assert [ref in asked for ref in (entry.case_ref, hidden.case_ref)] == [True, False]
    assert [ref in everything for ref in (entry.case_ref, hidden.case_ref)] == [True, True]
    for words in ("Kitte Nysgaard", "Beskyttet sag · Ingen tilknytning til sagen", "Besvaret, venter på dig", "Uge 47"):
        assert words in asked
    page = officer.get(address(entry)).text
    for words in ("Politiet ringede", "Personen eller en myndighed har henvendt sig", "7, 9", "16. november 2026"):
        assert words in page
    assert case.victim.code_name not in asked + everything + page


def test_before_the_first_week_the_list_says_when_it_comes(officer):
    assert "natten efter søndag" in officer.get(LIST).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(officer, week, rows):
    EntryFactory.create_batch(rows)
    officer.get(LIST)
    with asking(8):
        officer.get(LIST)


def test_the_officer_closes_an_entry_with_words(officer, people, week):
    entry = EntryFactory()
    empty = officer.post(address(entry), {"kind": "explained", "words": ""})
    assert (empty.status_code, Saying.objects.count()) == (422, 0)
    officer.post(address(entry), {"kind": "followed_up", "words": "Spurgt igen på mandag"})
    saying = Saying.objects.get()
    assert (saying.kind, saying.words, saying.actor_id) == (
        "followed_up", "Spurgt igen på mandag", people["data_protection_officer"].pk
    )  # fmt: skip
    page = officer.get(address(entry)).text
    assert ("Afsluttet: skal følges op" in page, "<textarea" in page) == (True, False)


def test_the_officers_own_reading_is_for_somebody_else_and_the_page_says_for_whom(officer, people, week):
    entry = EntryFactory(actor_id=people["data_protection_officer"].pk)
    alone = officer.get(address(entry)).text
    refused = officer.post(address(entry), {"kind": "explained", "words": "Det er i orden"})
    assert ("Der er ikke andre: Bed brugeradministratoren" in alone, refused.status_code) == (True, 422)
    staff("data_protection_officer", name="Anden Vogter")
    two = officer.get(address(entry)).text
    assert ("Anden Vogter" in two, "<textarea" in two, Saying.objects.count()) == (True, False, 0)


def test_the_reader_is_asked_on_their_first_page_answers_and_may_add(as_role, people):
    reader, browser = people["cmm_caseworker"], as_role("cmm_caseworker")
    entry = EntryFactory(actor_id=reader.pk, reasons=["colleague_name", "no_assignment"])
    asked = "Der er spørgsmål til dig om sager, du har åbnet."
    assert asked in browser.get(reverse("today")).text
    assert entry.case_ref in browser.get(QUESTIONS).text
    half = browser.post(address(entry, "question_detail"), {"errand": "", "words": "Jeg afløste"})
    assert (half.status_code, "Jeg afløste" in half.text) == (422, True)
    browser.post(address(entry, "question_detail"), {"errand": "stand_in", "words": "Jeg afløste"})
    assert asked not in browser.get(reverse("today")).text
    browser.post(address(entry, "question_detail"), {"words": "Og ringede til huset"})
    with acting(Context(reader.pk)):
        assert [*Saying.objects.order_by("pk").values_list("kind", "words")] == [
            ("answer", "Jeg afløste"), ("added", "Og ringede til huset")
        ]  # fmt: skip


def test_the_question_is_neutral_and_what_the_officer_wrote_is_not_the_readers(as_role, people):
    entry = EntryFactory(actor_id=people["cmm_caseworker"].pk, reasons=["colleague_name", "no_assignment"])
    answer(actor=people["cmm_caseworker"], entry=entry, errand="mistake", words="Forkert sag")
    judge(actor=staff("data_protection_officer"), entry=entry, kind="followed_up", words="Tales med lederen")
    page = as_role("cmm_caseworker").get(address(entry, "question_detail")).text
    assert "Forkert sag" in page
    for words in ("kollega", "tilknytning", "Tales med lederen", "følges op"):
        assert words not in page.replace("Dine kolleger", "").replace("dine kolleger", "")


@pytest.mark.parametrize("role", ["cmm_coordinator", "shelter_staff", "data_protection_officer", "police_liaison"])
def test_nobody_elses_first_page_says_anything(as_role, people, role):
    EntryFactory(actor_id=people["cmm_caseworker"].pk)
    browser = as_role(role)
    page = browser.get(reverse("today"), follow=True).text
    assert ("spørgsmål til dig" in page, "CMM-2024-" in browser.get(QUESTIONS).text) == (False, False)


@pytest.mark.parametrize("role", ["shelter_staff", "police_liaison"])
def test_who_has_no_day_of_cases_is_asked_on_their_first_page_too(as_role, people, role):
    EntryFactory(actor_id=people[role].pk)
    assert "Der er spørgsmål til dig" in as_role(role).get(reverse("today"), follow=True).text
