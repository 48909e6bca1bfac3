from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Code, JournalEntry
from cases.selectors import codes
from cmm.audit.models import AuditEntry
from tests.factories.cases import CaseFactory, CodeFactory, JournalEntryFactory
from tests.readings import seen

pytestmark = pytest.mark.django_db


def journal(case):
    return reverse("cases:journal", args=[case.ref])


def new(case, corrects=""):
    address = reverse("cases:journal_create", args=[case.ref])
    return f"{address}?corrects={corrects}" if corrects else address


def test_a_note_is_written_and_read(as_role):
    case, browser = CaseFactory(), as_role("cmm_caseworker")

    answer = browser.post(new(case), {"title": "Opkald", "text": "Ringede kl. 10."})

    assert answer.url == f"{journal(case)}#note-1"
    assert "Ringede kl. 10." in browser.get(journal(case)).text


@pytest.mark.parametrize("missing", ["title", "text"])
def test_an_empty_note_is_refused_at_its_field(as_role, missing):
    facts = {"title": "Opkald", "text": "Ringede kl. 10."} | {missing: ""}

    answer = as_role("cmm_caseworker").post(new(CaseFactory()), facts)

    assert (answer.status_code, answer.context["form"].errors) == (422, {missing: ["Udfyld feltet."]})
    assert not JournalEntry.objects.exists()


def test_a_correction_points_at_what_it_mends(as_role):
    note, browser = JournalEntryFactory(title="Søsteren"), as_role("cmm_caseworker")

    form = browser.get(new(note.case, note.number)).context["form"]
    browser.post(new(note.case, note.number), {"title": form["title"].value(), "text": "Hun bor i Aarhus."})

    assert JournalEntry.objects.get(number=2).corrects == note
    page = browser.get(journal(note.case)).text
    assert "Rettelse til: Søsteren" in page
    assert "Rettet ved notat 2" in page


@pytest.mark.parametrize("number", ["7", "x", "²", "-1"])
def test_a_note_that_is_not_there_cannot_be_mended(as_role, number):
    assert as_role("cmm_caseworker").get(new(CaseFactory(), number)).status_code == 404


def test_the_journal_is_closed_to_the_deciding_authority(as_role):
    case = CaseFactory(authority="us")
    officer = as_role("immigration_officer")

    assert officer.get(case.get_absolute_url()).status_code == 200
    assert officer.get(journal(case)).status_code == 404
    assert "Skriv i journal" not in officer.get(case.get_absolute_url()).text


def test_every_opening_of_the_journal_is_logged(as_role, caseworker):
    case = CaseFactory()

    as_role("cmm_caseworker").get(journal(case))

    assert seen() == [(caseworker.pk, "page", case.ref)]


def test_an_entry_is_added_to_a_list_and_can_be_chosen_at_once(as_role, coordinator):
    answer = as_role("cmm_coordinator").post(
        f"{reverse('cases:code_create')}?list=sign", {"label_da": "Har fået ny telefon", "label_en": "Has a new phone"}
    )

    entry = Code.objects.get(list="sign", code="has_a_new_phone")
    assert answer.url == entry.get_absolute_url()
    assert entry in codes("sign")
    assert AuditEntry.objects.get().details == {"list": "sign", "code": "has_a_new_phone"}


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"label_da": ""}, "label_da", "Udfyld feltet."),
        ({"label_en": "Afraid of dogs"}, "label_en", "Listen har allerede denne værdi."),
    ],
)
def test_a_bad_entry_is_refused_at_its_field(as_role, facts, field, message):
    CodeFactory(list="sign", code="afraid_of_dogs")
    known = {"label_da": "Virker bange", "label_en": "Seems lost"}

    answer = as_role("cmm_coordinator").post(f"{reverse('cases:code_create')}?list=sign", known | facts)

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})


def test_a_retired_entry_is_read_but_not_chosen(as_role):
    entry = CodeFactory(list="sign", label_da="Gammelt tegn")
    browser, today = as_role("cmm_coordinator"), timezone.localdate()

    answer = browser.post(entry.get_absolute_url(), {"valid_to": f"{today:%d-%m-%Y}"})

    assert answer.url == entry.list_url
    assert entry not in codes("sign")
    assert "Gammelt tegn" in browser.get(entry.list_url).text


def test_an_entry_cannot_end_before_it_began(as_role):
    entry = CodeFactory(valid_from=timezone.localdate())
    before = timezone.localdate() - timedelta(days=1)

    answer = as_role("cmm_coordinator").post(entry.get_absolute_url(), {"valid_to": f"{before:%d-%m-%Y}"})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"valid_to"})
    assert Code.objects.get(pk=entry.pk).valid_to is None


def test_a_list_that_does_not_exist_is_not_there(as_role):
    assert as_role("cmm_coordinator").get(reverse("cases:code_list"), {"list": "names"}).status_code == 404


@pytest.mark.parametrize(("code", "counted"), [("begging", "Strafbare handlinger"), ("forced_labour", "Sig selv")])
def test_what_a_code_is_counted_as_is_said_in_words(as_role, code, counted):
    entry = Code.objects.get(list="exploitation_form", code=code)

    text = as_role("cmm_coordinator").get(entry.get_absolute_url()).text

    assert f"<dt>Tælles som</dt><dd>{counted}</dd>" in text
