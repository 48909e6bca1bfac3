import pytest

from cases.enums import CaseStatus
from cases.selectors.handovers import tied_to
from cases.services import tie_handover
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory, JournalEntryFactory, SafetyNoteFactory, cmm
from tests.factories.handovers import HandoverFactory
from tests.readings import seen

pytestmark = pytest.mark.django_db


def test_the_head_says_who_how_guarded_and_how_to_ring(as_role, caseworker):
    case = CaseFactory(
        victim__code_name="Havtorn",
        caseworker=caseworker,
        protection="restricted",
        status=CaseStatus.IN_SUPPORT,
        safe=False,
    )
    SafetyNoteFactory(case=case, no_threat=False, said={"threat": "To mænd spørger.", "when": "Kun hverdage kl. 10–14"})

    text = as_role("cmm_caseworker").get(case.get_absolute_url()).text

    for words in ("Havtorn", case.ref, "I tilbud", "Begrænset", "(dig)", "To mænd spørger.", "Kun hverdage kl. 10–14"):
        assert words in text
    assert f"<title>{case.ref} – CMM Sagsregister</title>" in text


def test_without_an_agreement_the_page_says_not_to_ring(as_role):
    unwritten, case = CaseFactory(safe=False), CaseFactory(safe=False)
    SafetyNoteFactory(case=case, said=None)
    browser = as_role("cmm_caseworker")

    assert "Der er ikke skrevet et sikkerhedsnotat. Ring ikke" in browser.get(unwritten.get_absolute_url()).text
    assert "Intet er aftalt. Ring ikke" in browser.get(case.get_absolute_url()).text


def test_the_course_is_a_picture_and_a_list(as_role):
    case = CaseFactory()
    InquiryFactory(case=case, outcome="case_opened")

    answer = as_role("cmm_caseworker").get(case.get_absolute_url())

    assert [point.text for point in answer.context["course"]] == ["Henvendelse fra Politi, hotline", "Sag oprettet"]
    assert '<svg class="cmm-timeline"' in answer.text
    assert "style=" not in answer.text


def test_an_opening_is_logged_and_counted(as_role, caseworker):
    case, browser = CaseFactory(), as_role("cmm_caseworker")
    browser.get(case.get_absolute_url())

    answer = browser.get(case.get_absolute_url())

    assert answer.context["openings"] == {"persons": 1, "times": 2}
    assert seen() == [(caseworker.pk, "page", case.ref)] * 2


def test_buttons_are_the_acts_the_reader_may_do(as_role):
    case = CaseFactory(authority="us")

    coordinator = as_role("cmm_coordinator").get(case.get_absolute_url()).text
    officer = as_role("immigration_officer").get(case.get_absolute_url()).text

    assert "Vælg kontaktperson" in coordinator
    assert "Skriv i journal" in coordinator
    assert "Vælg kontaktperson" not in officer
    assert "Find plads" in officer


def test_the_latest_notes_are_for_those_who_write_them(as_role):
    note = JournalEntryFactory(case=CaseFactory(authority="us"))

    assert note.text in as_role("cmm_caseworker").get(note.case.get_absolute_url()).text
    assert note.text not in as_role("immigration_officer").get(note.case.get_absolute_url()).text


def test_those_who_are_with_the_person_are_named_with_what_they_see(as_role):
    case = CaseFactory(authority="us", caseworker=staff("cmm_caseworker", name="Mette Holm"))
    InquiryFactory(case=case, outcome="case_opened", referring_organisation=home_of("police_liaison"))

    involved = as_role("cmm_coordinator").get(case.get_absolute_url()).context["involved"]

    assert [(one.name, one.sees) for one in involved] == [
        ("Mette Holm, Center mod Menneskehandel", "Kontaktperson"),
        ("Udlændingestyrelsen", "Ser udredning, afgørelse og indkvartering"),
        ("Fyns Politi", "Ser status på egen henvisning"),
    ]


@pytest.mark.parametrize("role", ["police_liaison", "shelter_staff", "outreach_worker", "ministry_reader"])
def test_a_stranger_meets_nothing(as_role, role):
    assert as_role(role).get(CaseFactory().get_absolute_url()).status_code == 404


def test_a_case_kept_to_named_persons_opens_to_them_alone(as_role, caseworker):
    kept = CaseFactory(protection="named", caseworker=staff("cmm_caseworker"))
    mine = CaseFactory(protection="named", caseworker=caseworker)
    browser = as_role("cmm_caseworker")

    assert browser.get(kept.get_absolute_url()).status_code == 404
    assert "Spærret" in browser.get(mine.get_absolute_url()).text


@pytest.mark.parametrize(
    ("status", "role", "step"),
    [
        (CaseStatus.IN_CLARIFICATION, "cmm_caseworker", "Gå til vurderingen"),
        (CaseStatus.AWAITING_DECISION, "immigration_officer", "Læs og afgør"),
        (CaseStatus.AWAITING_DECISION, "cmm_coordinator", None),
        (CaseStatus.IN_SUPPORT, "cmm_caseworker", None),
    ],
)
def test_the_box_offers_the_step_the_reader_may_take(as_role, status, role, step):
    """Only the competent authority decides: to the coordinator of another the step is not offered."""
    text = as_role(role).get(CaseFactory(authority="us", status=status).get_absolute_url()).text

    steps = ("Gå til vurderingen", "Læs og afgør")
    assert [one for one in steps if one in text] == ([step] if step else [])


def test_an_authority_that_both_referred_and_decides_is_named_once(as_role):
    case = CaseFactory(authority="us")
    InquiryFactory(case=case, outcome="case_opened", referring_organisation=home_of("immigration_officer"))

    involved = as_role("cmm_coordinator").get(case.get_absolute_url()).context["involved"]

    assert [one.sees for one in involved] == ["Ser udredning, afgørelse og indkvartering"]


def test_what_organisations_referred_stands_on_the_case_for_those_who_answer(client):
    cmm()
    worker = staff("cmm_caseworker")
    case = CaseFactory(caseworker=worker)
    handover = tie_handover(actor=worker, handover=HandoverFactory(), case=case)
    officer = staff("immigration_officer")
    assert list(tied_to(worker, case)) == [handover]
    assert list(tied_to(officer, case)) == []

    client.force_login(worker)

    assert handover.ref in client.get(case.get_absolute_url()).content.decode()
