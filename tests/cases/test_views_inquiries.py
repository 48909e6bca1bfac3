import pytest
from django.urls import reverse

from cases.enums import InquiryOutcome
from cases.models import Inquiry
from tests.factories.accounts import home_of
from tests.factories.cases import CaseFactory, InquiryFactory, code
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db
NEW = reverse("cases:inquiry_create")


def told(**facts):
    known = {
        "received_at": "02-09-2026 01.40",
        "channel": code("referral_channel", "hotline").pk,
        "caller_type": code("caller_type", "police").pk,
        "source": code("referral_source", "police").pk,
        "region": "unknown",
        "persons": 1,
        "summary": "En person i arresthuset viser tegn på menneskehandel.",
    }
    return known | facts


def test_a_caseworker_logs_an_inquiry_in_the_browser(as_role):
    answer = as_role("cmm_caseworker").post(NEW, told(urgent="on"), follow=True)

    inquiry = Inquiry.objects.get()
    assert answer.redirect_chain == [(inquiry.get_absolute_url(), 302)]
    assert (inquiry.urgent, inquiry.source.code) == (True, "police")
    assert f"Henvendelsen er gemt som {inquiry.ref}." in answer.text


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"received_at": "i går"}, "received_at", "Skriv dato og klokkeslæt, for eksempel 23-11-2026 09.14."),
        ({"received_at": "02-09-2099 01.40"}, "received_at", "Tidspunktet må ikke ligge efter nu."),
        ({"channel": ""}, "channel", "Vælg en mulighed."),
        ({"source": ""}, "source", "Vælg en mulighed."),
        ({"summary": ""}, "summary", "Udfyld feltet."),
    ],
)
def test_bad_input_is_answered_in_danish_at_the_field(as_role, facts, field, message):
    answer = as_role("cmm_caseworker").post(NEW, told(**facts))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [message]}
    assert "<title>Fejl: " in answer.text
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("persons", ["0", "-1", "mange"])
def test_an_inquiry_is_about_at_least_one_person(as_role, persons):
    answer = as_role("cmm_caseworker").post(NEW, told(persons=persons))

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"persons"})
    assert not Inquiry.objects.exists()


def test_an_inquiry_is_opened_with_a_trace(as_role, people):
    inquiry = InquiryFactory()

    answer = as_role("cmm_caseworker").get(inquiry.get_absolute_url())

    assert inquiry.summary in answer.text
    assert seen() == [(people["cmm_caseworker"].pk, "page", inquiry.ref)]


def test_an_inquiry_ends_without_a_case(as_role):
    inquiry = InquiryFactory()

    answer = as_role("cmm_caseworker").post(
        inquiry.get_absolute_url(), {"outcome": "advice_only", "reason": "Rådgivet om løn."}
    )

    assert answer.status_code == 302
    assert Inquiry.objects.get().outcome == InquiryOutcome.ADVICE_ONLY


def test_an_inquiry_does_not_end_without_a_reason(as_role):
    inquiry = InquiryFactory()

    answer = as_role("cmm_caseworker").post(inquiry.get_absolute_url(), {"outcome": "advice_only", "reason": " "})

    assert (answer.status_code, answer.context["form"].errors) == (422, {"reason": ["Udfyld feltet."]})
    assert Inquiry.objects.get().outcome == InquiryOutcome.OPEN


def test_whoever_comes_second_is_told_and_changes_nothing(as_role):
    inquiry = InquiryFactory(outcome=InquiryOutcome.NOT_RELEVANT, outcome_reason="Handler om skat.")

    answer = as_role("cmm_caseworker").post(
        inquiry.get_absolute_url(), {"outcome": "advice_only", "reason": "Rådgivet om løn."}
    )

    assert answer.context["form"].errors == {"__all__": ["Henvendelsen er allerede besvaret. Intet blev ændret."]}
    assert Inquiry.objects.get().outcome_reason == "Handler om skat."


def test_open_inquiries_stand_with_what_cannot_wait_first(as_role):
    later, urgent = InquiryFactory(), InquiryFactory(urgent=True)
    InquiryFactory(outcome=InquiryOutcome.NOT_RELEVANT, outcome_reason="Handler om skat.")

    answer = as_role("cmm_caseworker").get(reverse("cases:inquiry_list"))

    assert list(answer.context["inquiries"].rows) == [urgent, later]
    assert answer.context["counts"] == {"open": 2, "all": 3}


@pytest.mark.parametrize(
    ("address", "role", "number"),
    [("cases:inquiry_list", "cmm_caseworker", 6), ("cases:referral_list", "police_liaison", 7)],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_whatever_their_length(as_role, people, address, role, number, rows):
    logged_by = people["cmm_caseworker"]
    InquiryFactory.create_batch(rows, referring_organisation=home_of("police_liaison"), logged_by=logged_by)
    browser = as_role(role)

    with statements() as asked:
        assert browser.get(reverse(address)).status_code == 200

    assert len(asked) == number


def test_police_see_where_their_referral_stands_and_nothing_else(as_role, people):
    case = CaseFactory()
    inquiry = InquiryFactory(referring_organisation=home_of("police_liaison"), case=case, outcome="case_opened")
    InquiryFactory()

    answer = as_role("police_liaison").get(reverse("cases:referral_list"))

    assert [row.ref for row in answer.context["shown"].rows] == [inquiry.ref]
    assert "Under udredning" in answer.text
    for secret in (case.ref, case.victim.code_name, inquiry.summary):
        assert secret not in answer.text


def test_the_status_of_a_protected_case_is_not_told(as_role):
    case = CaseFactory(protection="restricted", status="in_support")
    InquiryFactory(referring_organisation=home_of("outreach_worker"), case=case, outcome="case_opened")

    answer = as_role("outreach_worker").get(reverse("cases:referral_list"))

    assert "Blev til en sag" in answer.text
    assert "I tilbud" not in answer.text
