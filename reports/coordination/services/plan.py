"""The activities of the action plan, and how they go."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking
from reports.coordination.models import Activity, ActivityStatus
from reports.coordination.rules import check_confirming, check_status


@dataclass(frozen=True)
class NewActivity:
    """What the plan says is to be done, and by whom."""

    first: int
    last: int
    area: int
    number: int
    title_da: str
    title_en: str
    ministry: str
    series: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class NewStatus:
    """How far it has come in a year."""

    year: int
    progress: str
    text_da: str = ""
    text_en: str = ""


@transaction.atomic
def add_activity(*, actor: User, new: NewActivity) -> Activity:
    """The plan has this activity. Raises ValidationError."""
    require_role(actor, "coordination.add_activity")
    activity = Activity(**vars(new), added_by=actor)
    activity.full_clean(exclude=["added_by"])
    with speaking(Activity):
        activity.save(force_insert=True)
    record(actor, AuditAction.ACTIVITY_ADDED, activity, plan=activity.first, ministry=str(activity.ministry))
    return activity


@transaction.atomic
def change_activity(*, actor: User, activity: Activity, new: NewActivity) -> Activity:
    """The plan words the activity so; a status report that is drawn keeps what it said. Raises ValidationError."""
    require(actor, "change", activity)
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    said = vars(new)
    for name, value in said.items():
        setattr(activity, name, value)
    activity.full_clean(exclude=["added_by"])
    with speaking(Activity):
        activity.save(update_fields=list(said))
    record(actor, AuditAction.ACTIVITY_CHANGED, activity, plan=activity.first, ministry=str(activity.ministry))
    return activity


@transaction.atomic
def write_status(*, actor: User, activity: Activity, new: NewStatus) -> ActivityStatus:
    """So far it has come in the year; it counts when another has confirmed it. Raises RuleError."""
    require(actor, "change", activity)
    today = timezone.localdate()
    check_status(
        year=new.year,
        first=activity.first,
        last=activity.last,
        progress=new.progress,
        text_da=new.text_da,
        today=today,
    )
    status = ActivityStatus(activity=activity, **vars(new), written_by=actor)
    status.full_clean(exclude=["activity", "written_by"])
    status.save(force_insert=True)
    record(actor, AuditAction.ACTIVITY_STATUS_WRITTEN, status, activity=activity.pk, year=new.year)
    return status


@transaction.atomic
def confirm_status(*, actor: User, status: ActivityStatus) -> ActivityStatus:
    """The status counts from now on. Raises RuleError, Conflict."""
    require(actor, "confirm", status)
    # The activity first: of two who confirm at once one is second, and a newer status is before or after.
    Activity.objects.select_for_update(of=("self",)).get(pk=status.activity_id)
    status = ActivityStatus.objects.select_for_update(of=("self",)).get(pk=status.pk)
    newer = ActivityStatus.objects.filter(activity=status.activity_id, year=status.year, pk__gt=status.pk)
    check_confirming(
        confirmed=status.confirmed_at is not None, is_last=not newer.exists(), own=status.written_by_id == actor.pk
    )
    status.confirmed_by, status.confirmed_at = actor, timezone.now()
    status.save(update_fields=["confirmed_by", "confirmed_at"])
    record(actor, AuditAction.ACTIVITY_STATUS_CONFIRMED, status, activity=status.activity_id, year=status.year)
    return status
