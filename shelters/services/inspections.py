"""Verbs about inspections of a house: planned, held, what was found, and what was done about it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.models import Code
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.refs import next_ref
from shelters.models import Finding, Inspection, Shelter
from shelters.rules import supervision as rules
from shelters.services.approvals import check_at_home
from shelters.services.locks import lock_house


@dataclass(frozen=True)
class NewFinding:
    """What was found in a theme, and what the house must do by when."""

    theme: Code
    score: int
    text: str
    follow_up: str = ""
    due_on: date | None = None
    corrects: Finding | None = None


@transaction.atomic
def plan_inspection(*, actor: User, shelter: Shelter, announced: bool, planned_on: date) -> Inspection:
    """A visit is planned; of one that comes unannounced the house learns nothing. Raises RuleError."""
    require_role(actor, "shelters.add_inspection")
    shelter = lock_house(shelter)
    check_at_home(actor, shelter)
    rules.check_to_come(on=planned_on, today=timezone.localdate())
    inspection = Inspection(
        ref=next_ref("T"),
        shelter=shelter,
        organisation=actor.organisation,
        announced=announced,
        planned_on=planned_on,
        planned_by=actor,
    )
    inspection.full_clean()
    inspection.save()
    how = "announced" if announced else "unannounced"
    record(actor, AuditAction.INSPECTION_PLANNED, inspection, shelter=shelter.slug, how=how, on=str(planned_on))
    return inspection


@transaction.atomic
def move_inspection(*, actor: User, inspection: Inspection, planned_on: date) -> Inspection:
    """The visit comes on another day. Raises RuleError."""
    require(actor, "change", inspection)
    inspection = still_planned(inspection)
    rules.check_to_come(on=planned_on, today=timezone.localdate())
    inspection.planned_on = planned_on
    inspection.save(update_fields=["planned_on"])
    record(actor, AuditAction.INSPECTION_MOVED, inspection, planned_on=str(planned_on))
    return inspection


@transaction.atomic
def cancel_inspection(*, actor: User, inspection: Inspection, because: str) -> Inspection:
    """The visit will not come; that it was planned, and why it was called off, stays. Raises RuleError, Conflict."""
    require(actor, "change", inspection)
    inspection = still_planned(inspection)
    rules.check_says_why(because)
    inspection.cancelled_because = because.strip()
    inspection.cancelled_by, inspection.cancelled_at = actor, timezone.now()
    inspection.save(update_fields=["cancelled_because", "cancelled_by", "cancelled_at"])
    record(actor, AuditAction.INSPECTION_CANCELLED, inspection, planned_on=str(inspection.planned_on))
    return inspection


@transaction.atomic
def hold_inspection(*, actor: User, inspection: Inspection, done_on: date, summary: str) -> Inspection:
    """The visit was made, and is settled from now on; findings are added. Raises RuleError."""
    require(actor, "change", inspection)
    inspection = still_planned(inspection)
    rules.check_past(on=done_on, today=timezone.localdate(), field="done_on")
    inspection.done_on, inspection.summary = done_on, summary.strip()
    inspection.done_by, inspection.done_at = actor, timezone.now()
    inspection.save(update_fields=["done_on", "summary", "done_by", "done_at"])
    record(actor, AuditAction.INSPECTION_HELD, inspection, done_on=str(done_on))
    return inspection


@transaction.atomic
def add_finding(*, actor: User, inspection: Inspection, new: NewFinding) -> Finding:
    """A finding of a visit, or the one that corrects another; neither is ever edited. Raises RuleError, Conflict."""
    require(actor, "change", inspection)
    inspection = locked(inspection)
    rules.check_held(is_held=inspection.is_held)
    rules.check_follow_up(follow_up=new.follow_up, due_on=new.due_on, done_on=inspection.done_on)
    if new.corrects:
        rules.check_uncorrected(is_corrected=Finding.objects.filter(corrects=new.corrects).exists())
    last = Finding.objects.filter(inspection=inspection).aggregate(number=Max("number"))["number"] or 0
    finding = Finding(
        inspection=inspection,
        organisation=inspection.organisation,
        number=last + 1,
        theme=new.theme,
        score=new.score,
        text=new.text,
        follow_up=new.follow_up,
        due_on=new.due_on,
        corrects=new.corrects,
        recorded_by=actor,
    )
    finding.full_clean(validate_constraints=False)
    finding.save()
    record(actor, AuditAction.INSPECTION_FINDING, inspection, number=finding.number, theme=new.theme.code)
    return finding


@transaction.atomic
def follow_up(*, actor: User, finding: Finding, on: date, outcome: str = "") -> Finding:
    """The house has done what it had to. Raises RuleError, Conflict."""
    require(actor, "change", finding)
    finding = Finding.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=finding.pk)
    rules.check_followed(followed=finding.followed_at is not None)
    rules.check_past(on=on, today=timezone.localdate(), field="on")
    finding.followed_on, finding.outcome = on, outcome.strip()
    finding.followed_by, finding.followed_at = actor, timezone.now()
    finding.save(update_fields=["followed_on", "outcome", "followed_by", "followed_at"])
    record(actor, AuditAction.INSPECTION_FOLLOWED, finding.inspection, number=finding.number, on=str(on))
    return finding


def still_planned(inspection: Inspection) -> Inspection:
    """Locked, neither held nor cancelled in the meantime. Raises Conflict."""
    inspection = locked(inspection)
    rules.check_still_planned(is_held=inspection.is_held, is_cancelled=inspection.is_cancelled)
    return inspection


def locked(inspection: Inspection) -> Inspection:
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("organisation")
    found: Inspection = rows.get(pk=inspection.pk)
    return found
