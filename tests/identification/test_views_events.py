"""Events, second opinions and consents in the browser."""

import pytest
from django.urls import reverse

from identification.models import Consent, Event, SecondOpinion
from identification.services import correct_event
from identification.services.events import NewEvent
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import (
    AssessmentFactory,
    ConsentFactory,
    EventFactory,
)
from tests.identification.pages import at, of

pytestmark = pytest.mark.django_db
SOURCE = {"source": "own", "observed_on": "20-11-2026"}


def of_row(page, row):
    return reverse(f"identification:{page}", args=[row.case.ref, row.number])


def ask(case, section="d4_exploitation"):
    return reverse("identification:observation_ask", args=[case.ref, section])


def test_an_event_is_recorded_with_the_precision_it_was_written_with(as_role):
    case, browser = CaseFactory(), as_role("cmm_caseworker")
    said = {"kind": "recruitment", "city": "Iasi", "country": "RO", "begins": "ca. 03-2026", "control_threats": "yes"}

    browser.post(of("event_create", case), said)

    event = Event.objects.get()
    assert (event.begins_precision, event.control) == ("about", {"threats": "yes"})
    page = browser.get(of("event_list", case)).text
    assert "Fra omkring marts 2026." in page
    assert "Iasi, Rumænien" in page


def test_a_date_that_is_none_stands_at_its_field_and_what_was_typed_stays(as_role):
    answer = as_role("cmm_caseworker").post(
        of("event_create", CaseFactory()), {"kind": "transit", "begins": "i foråret"}
    )
    form = answer.context["form"]
    assert (answer.status_code, form["begins"].value()) == (422, "i foråret")
    assert form.errors["begins"] == [
        "Skriv en dato, en måned eller et år, for eksempel 12-05-2026, 05-2026 eller 2026."
    ]


def test_whoever_corrects_an_event_too_late_reads_both(as_role):
    event = EventFactory()
    correct_event(
        actor=staff("cmm_caseworker", name="Jonas Friis"), event=event, new=NewEvent(kind="escape", city="Vejle")
    )

    answer = as_role("cmm_caseworker").post(of_row("event_edit", event), {"kind": "exploitation", "city": "Kolding"})

    assert (answer.status_code, Event.objects.count()) == (422, 2)
    for words in ("Jonas Friis rettede den, mens du skrev.", "Vejle", "Kolding"):
        assert words in answer.text


def test_a_second_opinion_stands_beside_the_recommendation_for_whoever_decides(as_role, sent):
    said = {"recommendation": "inconclusive", "reasons": "Ikke prøvet.", "speaks_against": "Lønsedlerne."}
    differing = as_role("cmm_coordinator")
    answer = differing.post(opinion(sent), said)

    assert (answer.status_code, SecondOpinion.objects.count()) == (302, 1)
    page = as_role("cmm_coordinator").get(at("decide", sent))
    for words in ("Andre vurderinger", "Ikke prøvet.", "givet en anden vurdering"):
        assert words in page.text


def opinion(assessment):
    return reverse("identification:opinion_create", args=[assessment.case.ref, assessment.number])


def test_an_opinion_without_reasons_is_asked_again(as_role, sent):
    answer = as_role("cmm_coordinator").post(opinion(sent), {"recommendation": "inconclusive"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["reasons", "speaks_against"])


def test_an_author_is_led_back_from_the_second_opinion(as_role, caseworker):
    draft = AssessmentFactory(prepared_by=caseworker)
    assert as_role("cmm_caseworker").get(opinion(draft)).url == at("detail", draft)


def test_consents_are_asked_with_the_interview_and_taken_back_by_themselves(as_role):
    given = ConsentFactory()
    browser = as_role("cmm_caseworker")
    url = reverse("identification:consent_withdraw", args=[given.case.ref, "research"])

    assert browser.post(url, {"withdrawn_on": "i går"}).status_code == 422
    browser.post(url, {"withdrawn_on": "20-11-2026"})

    assert "Trukket tilbage 20. november 2026" in browser.get(of("assessment_list", given.case)).text
    assert Consent.objects.get().withdrawn_on is not None
