"""Somebody did not want to be registered, and is counted all the same."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.enums import InquiryOutcome, Region, Sex
from cases.models import Code, Inquiry, Refusal
from cases.rules.inquiries import check_inquiry_open, check_month
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@dataclass(frozen=True, kw_only=True)
class NewRefusal:
    """What may be known of somebody who said no; ``month`` is its first day."""

    month: date
    exploitation_form: Code
    reason: Code
    sex: str = Sex.UNKNOWN
    citizenship: str = ""
    region: str = Region.UNKNOWN


@transaction.atomic
def record_refusal(*, actor: User, new: NewRefusal, inquiry: Inquiry | None = None) -> Refusal:
    """The person is counted and cannot be found again. With ``inquiry`` that ended so, and nothing ties it to the
    record. Raises RuleError, Conflict.
    """
    require_role(actor, "cases.add_refusal")
    if inquiry is not None:
        require(actor, "change", inquiry)
    check_month(month=new.month, today=timezone.localdate())
    refusal = Refusal(organisation=actor.organisation, **{f.name: getattr(new, f.name) for f in fields(new)})
    refusal.full_clean()
    refusal.save(force_insert=True)
    if inquiry is None:
        record(actor, AuditAction.REFUSAL_RECORDED, refusal)
    else:
        decline(actor, inquiry)
    return refusal


def decline(actor: User, inquiry: Inquiry) -> None:
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    check_inquiry_open(inquiry.outcome)
    inquiry.outcome, inquiry.closed_at = InquiryOutcome.DECLINED, timezone.now()
    inquiry.save(update_fields=["outcome", "closed_at"])
    record(actor, AuditAction.INQUIRY_CLOSED, inquiry, outcome=InquiryOutcome.DECLINED.value)
