"""What organisations referred to CMM, for those who answer and for those who follow."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import HandoverAnswer, HandoverState
from cases.models import Handover
from cases.querysets import HandoverQuerySet, InquiryQuerySet
from cmm.accounts.enums import Capability
from cmm.accounts.models import Organisation
from cmm.core.errors import RuleError

BADGES = {
    HandoverState.SENT: "awaiting_decision",
    HandoverState.ACCEPTED: "in_support",
    HandoverState.REFUSED: "closed",
    HandoverState.WITHDRAWN: "closed",
}


def receiver_of_referrals() -> Organisation:
    """CMM: the organisation that does casework, the first where there are several. Raises RuleError where none is."""
    rows: Any = Organisation.objects.current(timezone.localdate())
    found: Organisation | None = rows.filter(capabilities__contains=[Capability.CASEWORK]).order_by("pk").first()
    if found is None:
        raise RuleError(_("Nobody receives referrals at the moment. Call CMM’s hotline."), code="nobody_receives")
    return found


def handover_lists(user: Any) -> dict[str, HandoverQuerySet]:
    """Those that wait for CMM, what is for tonight first and then the longest waiting; all of them newest first."""
    rows: HandoverQuerySet = Handover.objects.allowed(user, "answer")
    rows = rows.select_related("organisation", "inquiry", "case")
    return {"open": rows.waiting().order_by("sent_at", "pk"), "all": rows.order_by("-sent_at", "-pk")}


def tied_to(user: Any, case: Any) -> HandoverQuerySet:
    """What organisations referred that CMM has tied to the case, for those who may answer it."""
    rows: HandoverQuerySet = Handover.objects.allowed(user, "answer").filter(case=case)
    return rows.select_related("organisation").order_by("-sent_at", "-pk")


def handed_over(user: Any) -> HandoverQuerySet:
    """What the user's organisation referred, newest first."""
    rows: HandoverQuerySet = Handover.objects.allowed(user, "follow")
    return rows.select_related("inquiry").order_by("-sent_at", "-pk")


def not_yet_inquiries(user: Any) -> HandoverQuerySet:
    """Those of them that stand in the list of referrals by themselves: an inquiry stands there as what it became."""
    return handed_over(user).exclude(answered_as=HandoverAnswer.INQUIRY)


def with_consent(rows: InquiryQuerySet) -> InquiryQuerySet:
    """Each inquiry with whether the consent it came with is withdrawn."""
    withdrawn = Handover.objects.filter(inquiry=OuterRef("pk"), withdrawn_at__isnull=False)
    found: InquiryQuerySet = rows.annotate(consent_withdrawn=Exists(withdrawn))
    return found
