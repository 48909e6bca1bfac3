from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import CaseStatus
from cmm.desk.work import LATER, NOW, SOON
from cmm.drafts.services import keep_draft
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.shelters import PlacementFactory
from tests.lists.rows import add_rows
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db
TODAY = reverse("today")


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def quiet(days):
    return timezone.now() - timedelta(days=days)


def work(answer):
    """What the page asks for, by how long it can wait."""
    return {group.tone: [due.ref for due in group.due] for group in answer.context["groups"]}


def test_what_would_hurt_most_comes_first(as_role, caseworker):
    urgent = InquiryFactory(urgent=True)
    plain = InquiryFactory()
    unheard = CaseFactory(caseworker=caseworker, status=CaseStatus.INQUIRY, opened_on=days_ago(5))
    fresh = CaseFactory(caseworker=caseworker, status=CaseStatus.INQUIRY, opened_on=days_ago(1))
    still = CaseFactory(caseworker=caseworker, touched_at=quiet(20))
    waiting = CaseFactory(caseworker=caseworker, status=CaseStatus.AWAITING_DECISION, touched_at=quiet(3))
    CaseFactory(caseworker=caseworker)
    CaseFactory(caseworker=staff("cmm_caseworker"), status=CaseStatus.INQUIRY)

    answer = as_role("cmm_caseworker").get(TODAY)

    assert work(answer) == {
        NOW: [urgent.ref, unheard.ref],
        SOON: [plain.ref, still.ref, fresh.ref],
        LATER: [waiting.ref],
    }
    assert "2 ting kan ikke vente. 3 skal ske i dag." in answer.text


def test_a_person_held_by_the_police_has_72_hours(as_role):
    InquiryFactory(urgent=True)

    answer = as_role("cmm_caseworker").get(TODAY)

    assert "Efter 72 timer kan personen blive løsladt eller udvist, før vi når frem." in answer.text


def test_an_empty_day_says_so(as_role):
    answer = as_role("cmm_caseworker").get(TODAY)

    assert "Intet haster lige nu" in answer.text
    assert answer.context["groups"] == []


def test_the_coordinator_has_a_line_of_counts_and_the_team(as_role, caseworker):
    CaseFactory(opened_on=days_ago(4))
    CaseFactory(caseworker=caseworker, touched_at=quiet(20))
    InquiryFactory.create_batch(2)

    answer = as_role("cmm_coordinator").get(TODAY)

    assert answer.context["strip"] == {
        "inquiries": 2, "decisions": 0, "glasses": 0, "handovers": 0, "offers": 0, "unassigned": 1, "quiet": 1,
    }  # fmt: skip
    assert [(row["caseworker"], row["active"]) for row in answer.context["team"]] == [(caseworker.pk, 1), (None, 1)]
    assert "Sagen har ingen kontaktperson" in answer.text


@pytest.mark.parametrize(("authority", "role"), [("cmm", "cmm_coordinator"), ("us", "immigration_officer")])
def test_an_assessment_waits_for_its_own_authority(as_role, authority, role):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, authority=authority)
    assessment = AssessmentFactory(submitted=True, case=case)

    answer = as_role(role).get(TODAY)

    (due,) = [due for group in answer.context["groups"] for due in group.due if due.heading.startswith("En vurdering")]
    assert due.act_url == reverse("identification:assessment_decide", args=[case.ref, assessment.number])


@pytest.mark.parametrize("role", ["cmm_caseworker", "cmm_coordinator", "immigration_officer"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_day_asks_the_same_whatever_it_holds(as_role, people, role, rows):
    cases = CaseFactory.create_batch(rows, caseworker=people[role], status=CaseStatus.INQUIRY, authority="us")
    InquiryFactory.create_batch(rows)
    browser = as_role(role)
    for case in cases:
        browser.get(case.get_absolute_url())

    with statements() as asked:
        assert browser.get(TODAY).status_code == 200

    assert len(asked) == {"cmm_caseworker": 10, "cmm_coordinator": 11, "immigration_officer": 7}[role]


def test_a_day_with_one_of_everything_asks_no_more_than_a_list_may(as_role, people, caseworker):
    """Also of what is begun and not saved, about a case and about an inquiry."""
    add_rows(people, 1)
    PlacementFactory(case__caseworker=caseworker, emergency=True, payer="")
    case, inquiry = CaseFactory(caseworker=caseworker), InquiryFactory()
    for path in (f"/cases/{case.ref}/journal/new/", f"/inquiries/{inquiry.ref}/"):
        keep_draft(actor=caseworker, path=path, title="Begyndt", fields={"text": ["Hun"]})
    browser = as_role("cmm_caseworker")

    with statements() as asked:
        page = browser.get(TODAY).content.decode()

    assert (len(asked), page.count("Begyndt")) == (12, 2)


def test_what_the_day_shows_is_logged(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker, status=CaseStatus.INQUIRY)

    as_role("cmm_caseworker").get(TODAY)

    assert seen() == [(caseworker.pk, "list", case.ref)]


def test_a_case_that_stands_on_the_day_twice_is_logged_once(as_role, caseworker):
    case, others = CaseFactory(caseworker=caseworker, status=CaseStatus.INQUIRY), CaseFactory()
    browser = as_role("cmm_caseworker")
    for opened in (case, others):
        browser.get(opened.get_absolute_url())

    browser.get(TODAY)

    assert seen()[2:] == [(caseworker.pk, "list", case.ref), (caseworker.pk, "list", others.ref)]


@pytest.mark.parametrize(
    ("role", "start"),
    [
        ("outreach_worker", "outreach:start"),
        ("ministry_reader", "reports:edition_list"),
        ("shelter_staff", "shelters:tonight"),
        ("supervision_inspector", "shelters:supervision"),
    ],
)
def test_whoever_has_one_thing_to_do_begins_at_it(as_role, role, start):
    assert as_role(role).get(TODAY).url == reverse(start)


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        ("police_liaison", ["cases:referral_list"]),
        ("outreach_lead", ["cases:referral_list", "outreach:contact_list"]),
        ("shelter_manager", ["shelters:request_list", "shelters:tonight", "shelters:board"]),
        ("cmm_statistician", ["reports:edition_list"]),
        ("data_protection_officer", ["cases:glass_list", "audit_log"]),
        ("user_administrator", ["user_list", "organisation_list"]),
    ],
)
def test_others_begin_at_their_rooms(as_role, role, rooms):
    answer = as_role(role).get(TODAY)

    assert [room.url for room in answer.context["rooms"]] == [reverse(room) for room in rooms]


def test_the_room_where_something_waits_comes_first(as_role):
    InquiryFactory.create_batch(2, referring_organisation=home_of("police_liaison"))

    assert [room.waiting for room in as_role("police_liaison").get(TODAY).context["rooms"]] == [2]


def test_an_assessment_sent_back_is_work_for_today(as_role, caseworker):
    """However lately it was touched: the person waits, and nobody else can go on."""
    case = CaseFactory(caseworker=caseworker, status=CaseStatus.IN_CLARIFICATION)
    AssessmentFactory(case=case, state="returned", returned_at=quiet(2), return_note="Lønsedlerne mangler.")

    answer = as_role("cmm_caseworker").get(TODAY)

    assert work(answer) == {SOON: [case.ref]}
    assert "Vurderingen er sendt tilbage" in answer.text
    assert answer.context["groups"][0].due[0].when == "2 dage"
