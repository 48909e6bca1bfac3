"""What pages and other rooms read here."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from cases.course import Kind, Lane
from cases.enums import CaseStatus, CodeList, InquiryOutcome
from identification.enums import AssessmentState
from identification.selectors import course_of, waiting
from identification.selectors.events import events_of
from identification.selectors.pages import (
    assessments_of,
    decisions_of,
    interviews_of,
    may_read_notes,
    open_assessment,
    revisions_of,
)
from identification.selectors.texts import author_names, form_choices, inquired_on, previous_decision, revision_of
from tests.factories.accounts import UserFactory, home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory, EventFactory, InterviewFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db


def waits(**facts):
    """An assessment that waits for a decision in a case with ``facts``."""
    sent_at = facts.pop("submitted_at", datetime(2026, 10, 5, 9, 0, tzinfo=UTC))
    case = CaseFactory(**{"status": CaseStatus.AWAITING_DECISION} | facts)
    return AssessmentFactory(submitted=True, case=case, submitted_at=sent_at)


def test_the_coordinator_has_what_was_sent_to_cmm_longest_waiting_first(coordinator):
    late = waits(submitted_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    early = waits(submitted_at=datetime(2026, 10, 2, 9, 0, tzinfo=UTC), protection="restricted")
    waits(authority="us")
    waits(protection="named")
    waits(status=CaseStatus.CLOSED)
    AssessmentFactory()
    AssessmentFactory(decided=True)

    assert list(waiting(coordinator)) == [early, late]


def test_the_officer_has_what_was_sent_to_the_immigration_service(officer):
    theirs = waits(authority="us", protection="restricted")
    waits(authority="us", protection="named")
    waits()
    AssessmentFactory(case=CaseFactory(authority="us"))

    assert list(waiting(officer)) == [theirs]


@pytest.mark.parametrize("role", ["cmm_caseworker", "shelter_manager", "ministry_reader", "user_administrator"])
def test_nothing_waits_for_anybody_else(people, role):
    waits()
    waits(authority="us")

    assert list(waiting(people[role])) == []


def test_a_closed_account_decides_nothing():
    waits()
    roles = {"organisation": home_of("cmm_coordinator"), "roles": ["cmm_coordinator"]}

    assert list(waiting(UserFactory(is_active=False, **roles))) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_is_read_in_one_statement_with_what_the_list_shows(rows):
    for _row in range(rows):
        waits()
    coordinator = staff("cmm_coordinator")
    assert (coordinator.roles, coordinator.organisation.code) == ({"cmm_coordinator"}, "cmm")

    with statements() as asked:
        shown = [(row.case.ref, row.case.victim.code_name, row.prepared_by.name) for row in waiting(coordinator)]

    assert (len(shown), len(asked)) == (rows, 1)


def full_course(case):
    """An interview, an assessment that was returned, sent again and decided, and a draft of the next."""
    InterviewFactory(case=case, held_at=datetime(2026, 9, 10, 22, 30, tzinfo=UTC))
    moments = {
        name: datetime(2026, month, 1, 9, 0, tzinfo=UTC)
        for name, month in (("prepared_at", 9), ("returned_at", 10), ("submitted_at", 11))
    }
    assessment = AssessmentFactory(decided=True, case=case, **moments)
    DecisionFactory(case=case, assessment=assessment, decided_on=date(2026, 11, 20))
    AssessmentFactory(case=case, prepared_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def test_the_course_of_a_case_oldest_first_on_danish_days():
    case = CaseFactory()
    full_course(case)
    full_course(CaseFactory())

    with translation.override("en"):
        points = [
            (point.on, point.lane, point.kind, point.text, point.hollow)
            for point in course_of(staff("cmm_coordinator"), case)
        ]

    decision = "Decision: Assessed as trafficked. Decided by CMM"
    assert points == [
        (date(2026, 9, 1), Lane.WORK, Kind.STEP, "Assessment begun", False),
        (date(2026, 9, 11), Lane.INTERVIEWS, Kind.TALK, "Interview 1. Place: CMM", False),
        (date(2026, 10, 1), Lane.WORK, Kind.STEP, "Returned for more work", False),
        (date(2026, 11, 1), Lane.WORK, Kind.STEP, "Sent for decision", False),
        (date(2026, 11, 20), Lane.WORK, Kind.DECISION, decision, False),
        (date(2026, 11, 21), Lane.WORK, Kind.STEP, "Assessment begun", True),
    ]


def test_interviews_are_numbered_in_the_order_they_were_held():
    case = CaseFactory()
    for day in (12, 3, 7):
        InterviewFactory(case=case, held_at=datetime(2026, 9, day, 8, 0, tzinfo=UTC))

    with translation.override("en"):
        assert [(point.on.day, point.label) for point in course_of(staff("cmm_coordinator"), case)] == [
            (3, "Interview 1"),
            (7, "Interview 2"),
            (12, "Interview 3"),
        ]


def test_the_course_takes_seven_statements_however_long_it_is():
    case, reader = CaseFactory(), staff("cmm_coordinator")
    full_course(case)
    for _interview in range(3):
        InterviewFactory(case=case)
    course_of(reader, CaseFactory())  # roles are read once a request

    with statements() as asked:
        course = course_of(reader, case)

    assert (len(course), len(asked)) == (9, 7)


def test_drafts_are_no_business_of_the_deciding_authority(caseworker, coordinator, officer):
    case = CaseFactory(authority="us")
    decided = AssessmentFactory(decided=True, case=case)
    draft = AssessmentFactory(case=case)

    assert assessments_of(case, officer) == [decided]
    assert assessments_of(case, coordinator) == assessments_of(case, caseworker) == [draft, decided]


@pytest.mark.parametrize(
    ("facts", "seen"),
    [({}, 0), ({"submitted": True}, 1), ({"state": AssessmentState.RETURNED}, 0), ({"decided": True}, 1)],
)
def test_the_deciding_authority_reads_what_stands_before_it(officer, facts, seen):
    case = CaseFactory(authority="us", status=CaseStatus.AWAITING_DECISION)
    AssessmentFactory(case=case, **facts)

    assert len(assessments_of(case, officer)) == seen


def test_notes_of_interviews_are_for_casework(people, officer):
    case = CaseFactory(authority="us")
    InterviewFactory(case=case)

    readers = {role for role, person in people.items() if may_read_notes(case, person)}
    assert readers == {"cmm_caseworker", "cmm_coordinator"}


def test_the_newest_stands_first():
    case = CaseFactory(status=CaseStatus.IN_CLARIFICATION)
    talks = [InterviewFactory(case=case, held_at=datetime(2026, 9, day, 8, 0, tzinfo=UTC)) for day in (12, 3)]
    decisions = [DecisionFactory(case=case) for _ in range(2)]

    assert interviews_of(case) == talks
    assert decisions_of(case) == decisions[::-1]
    assert previous_decision(case) == decisions[1]


def test_what_is_under_way_is_the_one_not_decided():
    case = CaseFactory()
    assert open_assessment(case) is None
    AssessmentFactory(decided=True, case=case)
    draft = AssessmentFactory(case=case)

    assert open_assessment(case) == draft


def test_revisions_name_their_authors_newest_first():
    assessment = AssessmentFactory()
    second = assessment.revisions.create(version=2, author=staff("cmm_coordinator"), text={})
    assessment.revisions.create(version=3, author=assessment.prepared_by, text={})

    assert [row.version for row in revisions_of(assessment)] == [3, 2, 1]
    assert author_names(assessment) == [assessment.prepared_by.name, second.author.name]
    assert (revision_of(assessment, 2), revision_of(assessment, 9)) == (second, None)


def test_a_retired_form_can_be_kept_where_it_stands_and_chosen_nowhere_else():
    retired = code(CodeList.EXPLOITATION_FORM, "begging")
    retired.valid_to = date(2026, 1, 1)
    retired.save()

    chosen = [value for value, _label in form_choices("begging", "")]
    assert ("begging" in dict(form_choices()), chosen[-1], chosen.count("begging")) == (False, "begging", 1)


@pytest.mark.parametrize(("received", "day"), [((8, 30), date(2026, 8, 30)), ((9, 5), date(2026, 9, 2))])
def test_a_case_begins_with_its_first_inquiry_or_its_opening(received, day):
    case = CaseFactory(opened_on=date(2026, 9, 2))
    assert inquired_on(case) == date(2026, 9, 2)

    for month, number in (received, (10, 1)):
        moment = datetime(2026, month, number, 12, 0, tzinfo=UTC)
        InquiryFactory(case=case, outcome=InquiryOutcome.CASE_OPENED, received_at=moment)

    assert inquired_on(case) == day


def test_the_events_of_a_case_stand_as_they_happened_and_what_was_closed_lies_last_first():
    case, at = CaseFactory(), {"closed_as": "withdrawn", "closed_by": staff("cmm_caseworker"), "closed_reason": "Fejl."}
    undated = EventFactory(case=case)
    later, sooner = (EventFactory(case=case, begins_on=date(2026, 1, day), begins_precision="day") for day in (9, 2))
    closed = [
        EventFactory(case=case, closed_at=datetime(2026, 10, day, tzinfo=UTC), number=10 + day, **at)
        for day in (1, 3, 2)
    ]
    EventFactory()

    assert events_of(case) == ([sooner, later, undated], [closed[1], closed[2], closed[0]])
