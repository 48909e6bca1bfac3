"""Requests for a place, as lists of work."""

from typing import Any

from shelters.enums import RequestState
from shelters.models import PlacementRequest
from shelters.querysets import RequestQuerySet
from shelters.selectors.behind import CASE_BEHIND

JOINS = ("shelter__organisation", "refusal_reason")
VIEWS = {
    "waiting": [RequestState.WAITING],
    "answered": [RequestState.ACCEPTED, RequestState.DECLINED, RequestState.OTHER_DATE, RequestState.WITHDRAWN],
}


def waiting_requests(user: Any) -> RequestQuerySet:
    """What ``user`` has to answer, the urgent and the soonest first."""
    rows: RequestQuerySet = (
        PlacementRequest.objects.allowed(user, "answer").select_related(*JOINS).prefetch_related(CASE_BEHIND)
    )
    return rows.waiting().pressing_first()


def request_rows(user: Any, view: str) -> RequestQuerySet:
    """Requests the user may see, waiting (soonest first) or answered (latest first)."""
    rows: RequestQuerySet = PlacementRequest.objects.allowed(user).select_related(*JOINS).prefetch_related(CASE_BEHIND)
    chosen: RequestQuerySet = rows.filter(state__in=VIEWS[view])
    return chosen.pressing_first() if view == "waiting" else chosen.order_by("-answered_at", "-pk")
