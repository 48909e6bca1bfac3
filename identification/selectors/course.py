"""What this room contributes to the timeline of a case."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.course import CoursePoint, Kind, Lane
from cases.models import Case
from identification.enums import AssessmentState
from identification.models import Assessment, Interview, StatusDecision


def course_of(case: Case) -> list[CoursePoint]:
    """Interviews, assessments sent and returned, and decisions, oldest first."""
    interviews = case.interviews.select_related("place").order_by("held_at", "pk")
    assessments = Assessment.objects.filter(case=case).order_by("number")
    decisions = StatusDecision.objects.filter(case=case).order_by("pk")
    points = [interview_point(number, row) for number, row in enumerate(interviews, start=1)]
    for row in assessments:
        points += assessment_points(row)
    points += [decision_point(row) for row in decisions]
    return sorted(points, key=lambda point: point.on)


def interview_point(number: int, row: Interview) -> CoursePoint:
    words = {"number": number, "place": row.place.label}
    return CoursePoint(
        on=timezone.localdate(row.held_at),
        lane=Lane.INTERVIEWS,
        kind=Kind.TALK,
        text=_("Interview %(number)s. Place: %(place)s") % words,
        label=_("Interview %(number)s") % words,
    )


def assessment_points(row: Assessment) -> list[CoursePoint]:
    begun = CoursePoint(
        on=timezone.localdate(row.prepared_at),
        lane=Lane.WORK,
        kind=Kind.STEP,
        text=_("Assessment begun"),
        label=_("Assessment begun"),
        hollow=row.state == AssessmentState.DRAFT,
    )
    points = [begun]
    if row.submitted_at:
        points.append(step(row.submitted_at, _("Sent for decision")))
    if row.returned_at:
        points.append(step(row.returned_at, _("Returned for more work")))
    return points


def step(moment: datetime, text: str) -> CoursePoint:
    return CoursePoint(on=timezone.localdate(moment), lane=Lane.WORK, kind=Kind.STEP, text=text, label=text)


def decision_point(row: StatusDecision) -> CoursePoint:
    words = {"outcome": row.get_outcome_display(), "authority": row.get_authority_display()}
    return CoursePoint(
        on=row.decided_on,
        lane=Lane.WORK,
        kind=Kind.DECISION,
        text=_("Decision: %(outcome)s. Decided by %(authority)s") % words,
        label=_("Decision"),
    )
