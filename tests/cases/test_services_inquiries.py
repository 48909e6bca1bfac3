from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from cases.enums import CodeList, InquiryOutcome
from cases.models import Inquiry
from cases.services import NewInquiry, close_inquiry, log_inquiry
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.cases import InquiryFactory, code

pytestmark = pytest.mark.django_db


def told(**facts):
    known = {
        "received_at": datetime(2026, 9, 2, 1, 40, tzinfo=UTC),
        "channel": code(CodeList.REFERRAL_CHANNEL, "hotline"),
        "caller_type": code(CodeList.CALLER_TYPE, "police"),
        "source": code(CodeList.REFERRAL_SOURCE, "police"),
        "summary": "En person i arresthuset viser tegn på menneskehandel.",
    }
    return NewInquiry(**known | facts)


def entries():
    return list(AuditEntry.objects.values_list("actor_id", "action", "target_ref"))


def test_an_inquiry_is_logged_with_a_ref_and_a_trace(caseworker):
    inquiry = log_inquiry(actor=caseworker, new=told(urgent=True, persons=2))

    assert (inquiry.ref, inquiry.outcome, inquiry.organisation) == (
        f"H-{timezone.localdate().year}-0001",
        InquiryOutcome.OPEN,
        caseworker.organisation,
    )
    assert entries() == [(caseworker.pk, AuditAction.INQUIRY_LOGGED, inquiry.ref)]
    assert AuditEntry.objects.get().details == {"source": "police", "channel": "hotline"}


@pytest.mark.parametrize(
    "facts", [{"persons": 0}, {"summary": ""}, {"received_at": timezone.now() + timedelta(days=2)}]
)
def test_a_refused_inquiry_leaves_nothing(caseworker, facts):
    with pytest.raises(ValidationError):
        log_inquiry(actor=caseworker, new=told(**facts))

    assert not Inquiry.objects.exists()
    assert not entries()


@pytest.mark.parametrize("channel", ["hotline", "joint_operation"])
def test_the_database_too_wants_a_caller_of_every_call_and_of_nothing_else(channel):
    """The trigger hotline_has_a_caller."""
    caller = None if channel == "hotline" else code(CodeList.CALLER_TYPE, "police")
    with pytest.raises(IntegrityError, match="a call to the hotline has a caller"):
        InquiryFactory(channel=code(CodeList.REFERRAL_CHANNEL, channel), caller_type=caller)


def test_only_casework_logs_inquiries(people):
    with pytest.raises(PermissionDenied):
        log_inquiry(actor=people["outreach_worker"], new=told())


def test_an_inquiry_ends_as_advice_with_its_reason(caseworker):
    inquiry = close_inquiry(
        actor=caseworker, inquiry=InquiryFactory(), outcome="advice_only", reason=" Rådgivet om løn. "
    )

    stored = Inquiry.objects.get()
    assert (stored.outcome, stored.outcome_reason) == (InquiryOutcome.ADVICE_ONLY, "Rådgivet om løn.")
    assert stored.closed_at is not None
    assert entries() == [(caseworker.pk, AuditAction.INQUIRY_CLOSED, inquiry.ref)]


def test_an_inquiry_is_answered_once(caseworker):
    inquiry = InquiryFactory()
    close_inquiry(actor=caseworker, inquiry=inquiry, outcome="advice_only", reason="Rådgivet om løn.")

    with pytest.raises(Conflict):
        close_inquiry(actor=caseworker, inquiry=inquiry, outcome="not_relevant", reason="Noget andet.")

    assert Inquiry.objects.get().outcome == InquiryOutcome.ADVICE_ONLY


def test_an_inquiry_is_not_ended_without_a_reason(caseworker):
    inquiry = InquiryFactory()

    with pytest.raises(RuleError) as refused:
        close_inquiry(actor=caseworker, inquiry=inquiry, outcome="advice_only", reason="")

    assert refused.value.field == "reason"
    assert Inquiry.objects.get().outcome == InquiryOutcome.OPEN
    assert not entries()


def test_a_stranger_cannot_end_an_inquiry(people):
    with pytest.raises(PermissionDenied):
        close_inquiry(actor=people["police_liaison"], inquiry=InquiryFactory(), outcome="advice_only", reason="x")
