"""What was written wrong of a stay's days is corrected, and what stood stays readable."""

from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.models import Correction, Placement
from shelters.rules import Course
from shelters.services.families import followers, keep_days_together
from shelters.services.locks import locked_case
from shelters.services.storing import store


@transaction.atomic
def correct_stay(*, actor: User, placement: Placement, course: Course, reason: str) -> Placement:
    """The days and the cause of the stay were ``course`` all along. Raises RuleError, or Conflict where somebody else
    had the place in those nights.
    """
    require(actor, "change", placement)
    children = list(followers(placement).values_list("case", flat=True))
    with locked_case(placement.case_id, placement.unit.shelter_id, family=children) as case:
        stay: Placement = Placement.objects.select_related("unit__shelter", "follows").get(pk=placement.pk)
        before = course_of(stay)
        rules.check_course(
            before=before, after=course, is_over=stay.is_over, never_came=stay.never_came, today=timezone.localdate()
        )
        rules.check_seams(
            before=before, after=course, came_from=stay.moved_from_id is not None, went_on=hasattr(stay, "moved_to")
        )
        check_family(stay, course)
        write(actor, stay, course, reason)
        stay.stay, stay.exit_cause = DateRange(course.arrives_on, course.departs_on), course.cause
        store(stay)
        keep_days_together(actor, stay, before.departs_on)
        told: dict[str, Any] = {"arrives_on": str(course.arrives_on), "departs_on": str(course.departs_on)}
        record(actor, AuditAction.STAY_CORRECTED, stay, case_ref=case.ref, cause=course.cause, **told)
    return stay


def write(actor: User, stay: Placement, course: Course, reason: str) -> None:
    Correction.objects.create(
        placement=stay,
        case_id=stay.case_id,
        said=reason.strip(),
        was=stay.stay,
        was_cause=stay.exit_cause,
        becomes=DateRange(course.arrives_on, course.departs_on),
        becomes_cause=course.cause,
        corrected_by=actor,
    )


def check_family(stay: Placement, course: Course) -> None:
    """Those who have ended stay within each other's days; those who go on follow the parent. Raises RuleError."""
    others = Placement.objects.held().filter(follows=stay, ended_at__isnull=False)
    rules.check_family_days(
        after=course,
        parent=course_of(stay.follows) if stay.follows else None,
        children=[course_of(child) for child in others],
    )


def course_of(stay: Placement) -> Course:
    return Course(stay.arrives_on, stay.departs_on, stay.exit_cause)
