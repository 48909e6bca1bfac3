"""What this room contributes to the timeline of a case."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.course import CoursePoint, Kind, Lane
from cases.models import Case
from cmm.core.once import once
from identification.enums import AppealOutcome, AssessmentState, FindingAnswer, PeriodKind
from identification.models import Appeal, Assessment, CourtFinding, Interview, StatusDecision
from identification.rules.periods import Clock
from identification.rules.steps import written
from identification.selectors.departures import departures_of
from identification.selectors.periods import Running, periods_of
from identification.selectors.rulings import appeals_of, findings_of


def course_of(user: Any, case: Case) -> list[CoursePoint]:
    """Interviews, assessments sent and returned, decisions, appeals, periods and findings of courts, oldest first."""
    interviews = case.interviews.select_related("place").order_by("held_at", "pk")
    assessments = Assessment.objects.filter(case=case).order_by("number")
    decisions = StatusDecision.objects.filter(case=case).select_related("finding__court", "appeal__body").order_by("pk")
    points = [interview_point(number, row) for number, row in enumerate(interviews, start=1)]
    for row in assessments:
        points += assessment_points(row)
    points += [decision_point(row) for row in decisions]
    for appeal in appeals_of(case):
        points += appeal_points(appeal)
    points += period_points(user, case)
    points += return_points(user, case)
    points += [finding_point(row) for row in findings_of(case) if row.answer != FindingAnswer.REFUSED]
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
    words = {"outcome": row.get_outcome_display(), "authority": row.decided_where}
    return CoursePoint(
        on=row.decided_on,
        lane=Lane.WORK,
        kind=Kind.DECISION,
        text=_("Decision: %(outcome)s. Decided by %(authority)s") % words,
        label=_("Decision"),
    )


def appeal_points(row: Appeal) -> list[CoursePoint]:
    """When it was sent, hollow while nobody has answered, and what came of it."""
    if row.outcome == AppealOutcome.MISTAKEN:
        return []
    lodged = CoursePoint(
        on=row.lodged_on,
        lane=Lane.WORK,
        kind=Kind.REFERRAL,
        text=_("Appeal to %(body)s. Who appealed: %(who)s") % {"body": row.body, "who": row.get_lodged_by_display()},
        label=_("Appeal"),
        hollow=not row.outcome,
    )
    if not row.outcome_on:
        return [lodged]
    said = _("Outcome of the appeal to %(body)s: %(outcome)s")
    ended = CoursePoint(
        on=row.outcome_on,
        lane=Lane.WORK,
        kind=Kind.STEP,
        text=said % {"body": row.body, "outcome": row.get_outcome_display()},
        label=_("Appeal ended"),
    )
    return [lodged, ended]


def period_points(user: Any, case: Case) -> list[CoursePoint]:
    """A bar from the first day to the last, or to the day it ended; one that never began is no part of the course."""
    latest_first = once(case, periods_of, user, case)
    return [period_point(one, one.clock) for one in reversed(latest_first) if one.clock]


def period_point(one: Running, clock: Clock) -> CoursePoint:
    kind, until = one.period.get_kind_display(), clock.ended_on or clock.deadline
    words = {"kind": kind, "total": clock.total, "until": written(until) if until else ""}
    if clock.ended_on:
        text = _("%(kind)s, %(total)s days. Ended %(until)s") % words
    elif until:
        text = _("%(kind)s, %(total)s days. The last day is %(until)s") % words
    else:
        text = _("%(kind)s, %(total)s days. The clock is stopped") % words
    label = _("Restitution") if one.period.kind == PeriodKind.RESTITUTION else _("Reflection")
    return CoursePoint(on=clock.start, until=until, lane=Lane.PERIOD, kind=Kind.SPAN, text=text, label=label)


def return_points(user: Any, case: Case) -> list[CoursePoint]:
    """A bar from the day of departure to the last day of support."""
    clock = once(case, departures_of, user, case).clock
    text = _("Support after return. Left %(on)s. The last day is %(until)s")
    return [
        CoursePoint(
            on=clock.departed_on,
            until=clock.until,
            lane=Lane.PERIOD,
            kind=Kind.SPAN,
            text=text % {"on": written(clock.departed_on), "until": written(clock.until)},
            label=_("After return"),
        )
        for clock in filter(None, [clock])
    ]


def finding_point(row: CourtFinding) -> CoursePoint:
    """Hollow until another colleague has confirmed it."""
    words = {"court": row.court, "outcome": row.get_outcome_display()}
    confirmed = _("%(court)s found: %(outcome)s") % words
    waiting = _("%(court)s found: %(outcome)s. It waits for another colleague to confirm it") % words
    return CoursePoint(
        on=row.judged_on,
        lane=Lane.CRIMINAL,
        kind=Kind.CRIME,
        text=confirmed if row.answer else waiting,
        label=_("Judgment"),
        hollow=not row.answer,
    )
