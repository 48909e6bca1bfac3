import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import CaseStatus, InquiryOutcome
from cases.models import Case, Inquiry
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, code, searched_by_all
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db
LIST = reverse("cases:case_list")


def new(inquiry):
    return f"{reverse('cases:case_create')}?inquiry={searched_by_all(inquiry).ref}"


def known(**facts):
    least = {
        "code_name": "Havtorn",
        "sex": "unknown",
        "age_band": "unknown",
        "residence_basis": code("residence_basis", "asylum_seeker").pk,
        "region": "unknown",
        "protection": "normal",
    }
    return least | facts


def test_a_case_is_opened_from_an_inquiry_with_a_proposed_code_name(as_role):
    inquiry, browser = InquiryFactory(), as_role("cmm_caseworker")
    proposed = browser.get(new(inquiry)).context["form"]["code_name"].value()

    answer = browser.post(new(inquiry), known(code_name=proposed))

    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, case.get_absolute_url())
    assert (case.victim.code_name, case.authority) == (proposed, "us")
    assert Inquiry.objects.get().case == case


def test_a_case_begins_with_an_inquiry(as_role):
    answer = as_role("cmm_caseworker").get(reverse("cases:case_create"), follow=True)

    assert answer.redirect_chain == [(reverse("cases:inquiry_list"), 302)]
    assert "En sag begynder med en henvendelse." in answer.text


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"code_name": ""}, "code_name", "Udfyld feltet."),
        (
            {"code_name": "Mette Jensen"},
            "code_name",
            "Brug et af de kodenavne, systemet foreslår. Personens eget navn hører ikke til her.",
        ),
        ({"residence_basis": ""}, "residence_basis", "Vælg en mulighed."),
        ({"authority": "cmm"}, "authority_reason", "Skriv, hvorfor en anden myndighed afgør."),
        ({"protection": "named"}, "protection", "En spærret sag skal have en kontaktperson fra begyndelsen."),
    ],
)
def test_bad_input_is_answered_in_danish_at_the_field(as_role, facts, field, message):
    answer = as_role("cmm_caseworker").post(new(InquiryFactory()), known(**facts))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [message]}
    assert not Case.objects.exists()
    assert Inquiry.objects.get().outcome == InquiryOutcome.OPEN


def test_a_taken_code_name_is_told_at_the_field(as_role):
    CaseFactory(victim__code_name="Havtorn")

    answer = as_role("cmm_caseworker").post(new(InquiryFactory()), known())

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"code_name"})


def test_the_proposal_is_read_before_it_is_made(as_role):
    answer = as_role("cmm_caseworker").get(new(InquiryFactory()))

    assert "Uden lovligt ophold: Udlændingestyrelsen afgør" in answer.text
    assert "EU/EØS-borger: CMM afgør" in answer.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(as_role, caseworker, rows):
    CaseFactory.create_batch(rows, caseworker=caseworker)
    browser = as_role("cmm_caseworker")

    with statements() as asked:
        assert len(browser.get(LIST).context["cases"].rows) == rows

    assert len(asked) == 6


def test_the_list_is_logged_with_what_it_showed(as_role, caseworker):
    case = CaseFactory()

    as_role("cmm_caseworker").get(LIST, {"status": "in_clarification", "view": "all"})

    assert seen() == [(caseworker.pk, "list", case.ref)]


def test_saved_views_count_and_show_what_they_say(as_role, caseworker):
    mine, nobodys = CaseFactory(caseworker=caseworker), CaseFactory()
    waiting = CaseFactory(caseworker=staff("cmm_caseworker"), status=CaseStatus.AWAITING_DECISION)
    closed = CaseFactory(caseworker=caseworker, status=CaseStatus.CLOSED)
    browser = as_role("cmm_caseworker")

    shown = {view: set(browser.get(LIST, {"view": view}).context["cases"].rows) for view in ("mine", "waiting", "all")}

    assert browser.get(LIST).context["counts"] == {"mine": 1, "unassigned": 1, "waiting": 1, "all": 4}
    assert shown == {"mine": {mine}, "waiting": {waiting}, "all": {mine, nobodys, waiting, closed}}


def test_a_case_one_may_not_see_is_not_even_counted(as_role):
    CaseFactory(protection="named", caseworker=staff("cmm_caseworker"), victim__code_name="Havtorn")

    answer = as_role("cmm_caseworker").get(LIST, {"q": "Havtorn"})

    assert answer.context["counts"]["all"] == 0
    assert "Ingen sager" in answer.text


def test_the_officer_sees_competent_cases_only(as_role):
    theirs, _cmms = CaseFactory(authority="us"), CaseFactory()

    answer = as_role("immigration_officer").get(LIST)

    assert list(answer.context["cases"].rows) == [theirs]
    assert answer.context["counts"] == {"waiting": 0, "all": 1}


@pytest.mark.parametrize(
    ("asked", "refs"),
    [
        ("ref", ["CMM-2026-9001", "CMM-2026-9002"]),
        ("-ref", ["CMM-2026-9002", "CMM-2026-9001"]),
        ("status", ["CMM-2026-9002", "CMM-2026-9001"]),
        ("nonsense'--", ["CMM-2026-9002", "CMM-2026-9001"]),
    ],
)
def test_the_list_is_sorted_as_asked(as_role, asked, refs):
    CaseFactory(ref="CMM-2026-9001", status=CaseStatus.IN_SUPPORT)
    CaseFactory(ref="CMM-2026-9002", status=CaseStatus.INQUIRY)

    rows = as_role("cmm_caseworker").get(LIST, {"sort": asked}).context["cases"].rows

    assert [case.ref for case in rows] == refs


def test_filters_narrow_and_keep_their_state_in_the_address(as_role):
    found = CaseFactory(victim__code_name="Havtorn", region="syddanmark")
    CaseFactory(victim__code_name="Slåen")

    answer = as_role("cmm_caseworker").get(LIST, {"q": "havt", "region": "syddanmark", "status": "no such"})

    assert list(answer.context["cases"].rows) == [found]
    assert "?q=havt&amp;region=syddanmark&amp;status=no+such&amp;sort=ref" in answer.text


def test_the_coordinator_chooses_the_contact_person(as_role, caseworker):
    case = CaseFactory()

    answer = as_role("cmm_coordinator").post(
        reverse("cases:case_assign", args=[case.ref]), {"caseworker": caseworker.pk}
    )

    assert answer.url == case.get_absolute_url()
    assert Case.objects.get().caseworker == caseworker


@pytest.mark.parametrize("chosen", ["", "999999"])
def test_a_case_goes_to_somebody(as_role, chosen):
    case = CaseFactory()

    answer = as_role("cmm_coordinator").post(reverse("cases:case_assign", args=[case.ref]), {"caseworker": chosen})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"caseworker"})
    assert Case.objects.get().caseworker is None


def test_a_page_speaks_the_readers_language(as_role):
    case = CaseFactory(opened_on=timezone.localdate())
    browser = as_role("cmm_caseworker")

    assert "Kompetent myndighed" in browser.get(case.get_absolute_url()).text
    browser.post(reverse("language"), {"language": "en"})
    assert "Competent authority" in browser.get(case.get_absolute_url()).text
