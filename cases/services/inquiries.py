"""What somebody told CMM, and how it ended."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.enums import InquiryOutcome, Region
from cases.models import Code, Inquiry
from cases.rules.inquiries import check_caller, check_inquiry_open, check_outcome, check_persons, check_received
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.refs import next_ref


@dataclass(frozen=True)
class NewInquiry:
    """What is known when somebody rings or writes."""

    received_at: datetime
    channel: Code
    source: Code
    summary: str
    caller_type: Code | None = None
    referring_organisation: Organisation | None = None
    region: str = Region.UNKNOWN
    persons: int = 1
    urgent: bool = False


@transaction.atomic
def log_inquiry(*, actor: User, new: NewInquiry) -> Inquiry:
    """The inquiry is in the register, open, and counted from now on. Raises RuleError."""
    require_role(actor, "cases.add_inquiry")
    return store_inquiry(actor, new, ref=next_ref("H"))


def store_inquiry(actor: User, new: NewInquiry, *, ref: str) -> Inquiry:
    check_received(received_at=new.received_at, now=timezone.now())
    check_persons(persons=new.persons)
    check_caller(channel=new.channel.counted_as, is_told=new.caller_type is not None)
    facts = {field.name: getattr(new, field.name) for field in fields(new)}
    inquiry = Inquiry(organisation=actor.organisation, logged_by=actor, ref=ref, **facts)
    inquiry.full_clean()
    inquiry.save()
    record(actor, AuditAction.INQUIRY_LOGGED, inquiry, source=new.source.code, channel=new.channel.code)
    return inquiry


@transaction.atomic
def close_inquiry(*, actor: User, inquiry: Inquiry, outcome: str, reason: str) -> Inquiry:
    """The inquiry ended without a case, as advice only or as no matter of trafficking. Raises RuleError, Conflict."""
    require(actor, "change", inquiry)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    check_inquiry_open(inquiry.outcome)
    check_outcome(outcome=outcome, reason=reason)
    inquiry.outcome, inquiry.outcome_reason = InquiryOutcome(outcome), reason.strip()
    inquiry.closed_at = timezone.now()
    inquiry.full_clean()
    inquiry.save(update_fields=["outcome", "outcome_reason", "closed_at"])
    record(actor, AuditAction.INQUIRY_CLOSED, inquiry, outcome=outcome)
    return inquiry
