"""Inquiries as lists of work, and as the referrals others follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.enums import HandoverState, InquiryOutcome, Protection
from cases.models import Case, Inquiry
from cases.querysets import CaseQuerySet, InquiryQuerySet
from cmm.core.once import once


def inquiry_lists(user: Any) -> dict[str, InquiryQuerySet]:
    """Open ones with what cannot wait first, then the longest waiting; all of them newest first."""
    rows: InquiryQuerySet = Inquiry.objects.allowed(user).each_once().select_related("source", "channel", "case")
    return {
        "open": rows.open().order_by("-urgent", "received_at", "pk"),
        "all": rows.order_by("-received_at", "-pk"),
    }


def cases_from(user: Any, inquiry: Inquiry) -> CaseQuerySet:
    """The cases of one inquiry, of each person it was about, that ``user`` may see."""
    rows: CaseQuerySet = Case.objects.allowed(user)
    found = Inquiry.objects.filter(Q(pk=inquiry.pk) | Q(whole=inquiry)).values("case")
    return rows.filter(pk__in=found).select_related("victim").order_by("pk")


def inquiries_of(case: Case) -> list[Inquiry]:
    """The inquiries that led to the case, the first first, for whoever sees the case."""
    joined = case.inquiries.select_related("source", "channel", "referring_organisation")
    return list(joined.order_by("received_at", "pk"))


def met_together(user: Any, case: Case) -> CaseQuerySet:
    """Other persons' cases that ``user`` may see and that began with the same inquiry, an operation for example."""
    rows: CaseQuerySet = Case.objects.allowed(user)
    whole = [inquiry.whole_id or inquiry.pk for inquiry in once(case, inquiries_of, case)]
    others = Inquiry.objects.filter(Q(pk__in=whole) | Q(whole__in=whole)).values("case")
    return rows.filter(pk__in=others).exclude(pk=case.pk).select_related("victim").order_by("pk")


@dataclass(frozen=True)
class Referral:
    """What a referring organisation sees of its referral: that it came, when, and one word of where it stands."""

    ref: str
    received_at: datetime
    status: str
    badge: str


def referrals(user: Any) -> InquiryQuerySet:
    rows: InquiryQuerySet = Inquiry.objects.allowed(user, "follow")
    return rows.order_by("-received_at", "-pk")


def as_referral(inquiry: Inquiry) -> Referral:
    """Protected cases say no more than that there is one."""
    if getattr(inquiry, "consent_withdrawn", False):
        status, badge = str(HandoverState.WITHDRAWN.label), "closed"
    elif inquiry.outcome == InquiryOutcome.OPEN:
        status, badge = _("Received"), "inquiry"
    elif inquiry.case_status is None:
        status, badge = _("Answered without a case"), "closed"
    elif inquiry.case_protection != Protection.NORMAL:
        status, badge = _("Became a case"), "in_clarification"
    else:
        status, badge = str(inquiry.get_case_status_display()), inquiry.case_status
    return Referral(inquiry.ref, inquiry.received_at, status, badge)


def narrowed(rows: InquiryQuerySet, *, q: str = "", **exact: Any) -> InquiryQuerySet:
    """``rows`` whose number holds ``q`` and whose other columns are as asked."""
    return rows.filter(ref__icontains=q, **exact) if q else rows.filter(**exact)
