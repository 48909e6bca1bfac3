"""What this room adds to one case: its stays and requests, and its lane of the course."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.course import CoursePoint, Kind, Lane
from cases.models import Case
from cmm.core.once import once
from shelters.enums import ExitCause, RequestState
from shelters.models import Correction, Placement, PlacementRequest
from shelters.querysets import PlacementQuerySet, RequestQuerySet
from shelters.selectors.behind import CASE_BEHIND


def stays_of(case: Case, user: Any) -> PlacementQuerySet:
    """The stays of a case ``user`` may see, the latest first."""
    rows: PlacementQuerySet = Placement.objects.allowed(user).filter(case=case)
    return rows.select_related("unit__shelter").prefetch_related(CASE_BEHIND).by_arrival()


def stays_seen(case: Case, user: Any) -> list[Placement]:
    """All of them, fetched."""
    return list(stays_of(case, user))


def here_now(case: Case, user: Any, night: date) -> list[Placement]:
    """Where the person sleeps on ``night`` or is expected later, as far as ``user`` may see it."""
    return [stay for stay in stays_of(case, user) if not stay.never_came and stay.departs_on > night]


def corrections_of(stay: Placement, user: Any) -> list[Correction]:
    """What was corrected of a stay's days, the first first."""
    return list(Correction.objects.allowed(user).filter(placement=stay).select_related("corrected_by"))


def requests_of(case: Case, user: Any) -> RequestQuerySet:
    """The requests of a case ``user`` may see, the latest first."""
    rows: RequestQuerySet = PlacementRequest.objects.allowed(user).filter(case=case)
    return rows.select_related("shelter", "refusal_reason").order_by("-requested_at", "-pk")


def course_of(user: Any, case: Case) -> list[CoursePoint]:
    """Stays as spans, and requests nobody has said yes to as open points."""
    stays = [stay for stay in once(case, stays_seen, case, user) if not stay.never_came]
    asked = PlacementRequest.objects.filter(case=case).exclude(state=RequestState.ACCEPTED).select_related("shelter")
    return [span(stay) for stay in stays] + [point(request) for request in asked]


def span(stay: Placement) -> CoursePoint:
    shelter = stay.unit.shelter.name
    text = _("Stay at %(shelter)s") % {"shelter": shelter}
    if stay.is_over:
        text = f"{text}. {ExitCause(stay.exit_cause).label}."
    return CoursePoint(
        on=stay.arrives_on, until=stay.departs_on, lane=Lane.PLACEMENT, kind=Kind.SPAN, text=text, label=shelter
    )


def point(request: PlacementRequest) -> CoursePoint:
    text = _("Place asked for at %(shelter)s: %(state)s") % {
        "shelter": request.shelter.name,
        "state": request.get_state_display(),
    }
    return CoursePoint(
        on=timezone.localdate(request.requested_at),
        lane=Lane.PLACEMENT,
        kind=Kind.REFERRAL,
        text=text,
        label=request.shelter.name,
        hollow=request.is_waiting,
    )
