from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from cases.enums import CaseStatus, CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from identification.enums import ConsentScope
from identification.models import Interview
from identification.services import NewInterview, record_interview
from tests.factories.cases import CaseFactory, InquiryFactory, code

pytestmark = pytest.mark.django_db


def talk(**facts):
    usual = {
        "held_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "place": code(CodeList.INTERVIEW_PLACE, "detention"),
        "consent": ConsentScope.INTERNAL,
        "notes": "Personen fortæller om rejsen.",
    }
    return NewInterview(**usual | facts)


def test_the_first_interview_takes_the_case_into_clarification_and_leaves_a_trace(caseworker, trail):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    interview = record_interview(actor=caseworker, case=case, new=talk())

    case.refresh_from_db()
    assert case.status == CaseStatus.IN_CLARIFICATION
    assert (interview.case, interview.interviewer, interview.place.code) == (case, caseworker, "detention")
    assert trail() == [
        (caseworker.pk, AuditAction.CASE_MOVED, case.ref),
        (caseworker.pk, AuditAction.INTERVIEW_RECORDED, case.ref),
    ]
    assert AuditEntry.objects.last().details == {"consent": "internal"}


def test_a_later_interview_moves_nothing(caseworker, trail):
    case = CaseFactory(status=CaseStatus.IN_SUPPORT)

    record_interview(actor=caseworker, case=case, new=talk())

    case.refresh_from_db()
    assert case.status == CaseStatus.IN_SUPPORT
    assert trail() == [(caseworker.pk, AuditAction.INTERVIEW_RECORDED, case.ref)]


@pytest.mark.parametrize(
    ("consent", "kept"), [("named_parties", "Reden International"), ("internal", ""), ("none", ""), ("full", "")]
)
def test_names_are_kept_only_with_a_consent_that_names_parties(caseworker, consent, kept):
    new = talk(consent=consent, consent_to=" Reden International ")
    record_interview(actor=caseworker, case=CaseFactory(), new=new)

    assert Interview.objects.get().consent_to == kept


def test_a_talk_may_be_older_than_the_case_but_not_than_the_inquiry(caseworker):
    case = CaseFactory()
    inquiry = datetime(2026, 8, 30, 12, 0, tzinfo=UTC)
    InquiryFactory(case=case, outcome="case_opened", received_at=inquiry)

    record_interview(actor=caseworker, case=case, new=talk(held_at=datetime(2026, 8, 31, 9, 0, tzinfo=UTC)))

    with pytest.raises(RuleError, match=r"30\. august 2026"):
        record_interview(actor=caseworker, case=case, new=talk(held_at=datetime(2026, 8, 29, 9, 0, tzinfo=UTC)))
    assert Interview.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"held_at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC)}, "held_at"),
        ({"held_at": datetime(2026, 9, 1, 9, 0, tzinfo=UTC)}, "held_at"),
        ({"consent": ConsentScope.NAMED_PARTIES, "consent_to": " "}, "consent_to"),
    ],
)
def test_a_refused_interview_leaves_nothing(caseworker, trail, facts, field):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    with pytest.raises(RuleError) as refused:
        record_interview(actor=caseworker, case=case, new=talk(**facts))

    case.refresh_from_db()
    assert (refused.value.field, case.status) == (field, CaseStatus.INQUIRY)
    assert (Interview.objects.count(), trail()) == (0, [])


def test_a_closed_case_is_taken_up_again_before_anything_is_recorded(caseworker, trail):
    case = CaseFactory(status=CaseStatus.CLOSED)

    with pytest.raises(RuleError) as refused:
        record_interview(actor=caseworker, case=case, new=talk())

    assert (refused.value.code, Interview.objects.count(), trail()) == ("closed", 0, [])


@pytest.mark.parametrize("role", ["immigration_officer", "shelter_staff", "outreach_worker", "police_liaison"])
def test_only_casework_records_interviews(people, role):
    with pytest.raises(PermissionDenied):
        record_interview(actor=people[role], case=CaseFactory(authority="us"), new=talk())
    assert not Interview.objects.exists()
