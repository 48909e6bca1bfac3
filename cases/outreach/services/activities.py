"""Verbs about courses and lectures held for authorities."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cases.models import Code
from cases.outreach.models import Activity
from cases.outreach.rules import check_has_been, check_no_numbers
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@dataclass(frozen=True)
class CourseFacts:
    """What is said of one course or lecture."""

    kind: Code
    held_on: date
    audience: Code
    theme: str
    participants: int
    hours: Decimal
    audience_name: str = ""

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (one.name for one in fields(self))}


@transaction.atomic
def record_activity(*, actor: User, submission_key: UUID, facts: CourseFacts) -> Activity:
    """A course has been held; the same form sent twice is stored once. Raises RuleError and ValidationError."""
    require_role(actor, "outreach.add_activity")
    check(facts)
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    sent: Activity | None = Activity.objects.filter(
        organisation=actor.organisation_id, submission_key=submission_key
    ).first()
    if sent is not None:
        return sent
    terms = {"organisation": actor.organisation, "submission_key": submission_key, "recorded_by": actor}
    activity = Activity(**terms, **facts.columns())
    activity.full_clean()
    activity.save()
    record(actor, AuditAction.ACTIVITY_RECORDED, activity, **said(activity))
    return activity


@transaction.atomic
def correct_activity(*, actor: User, activity: Activity, facts: CourseFacts) -> Activity:
    """The course was as ``facts`` say; what stood before stands in the log. Raises RuleError and ValidationError."""
    require(actor, "change", activity)
    check(facts)
    activity = Activity.objects.select_related("kind", "audience").select_for_update(of=("self",)).get(pk=activity.pk)
    before = said(activity)
    for name, value in facts.columns().items():
        setattr(activity, name, value)
    if said(activity) == before:
        return activity
    activity.corrected_by, activity.corrected_at = actor, timezone.now()
    activity.full_clean()
    activity.save()
    record(actor, AuditAction.ACTIVITY_CORRECTED, activity, before=before, after=said(activity))
    return activity


def check(facts: CourseFacts) -> None:
    check_has_been(facts.held_on, today=timezone.localdate(), field="held_on")
    check_no_numbers(facts.theme, field="theme")
    check_no_numbers(facts.audience_name, field="audience_name")


def said(activity: Activity) -> dict[str, Any]:
    """What the log keeps of a course."""
    return {
        "kind": activity.kind.code,
        "held_on": activity.held_on.isoformat(),
        "audience": activity.audience.code,
        "audience_name": activity.audience_name,
        "theme": activity.theme,
        "participants": activity.participants,
        "hours": str(Decimal(activity.hours).quantize(Decimal("0.1"))),
    }
