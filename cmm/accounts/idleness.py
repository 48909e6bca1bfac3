"""Who is still here: a request of a person's own keeps their session, one that a page makes by itself does not."""

from collections.abc import Callable
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# Believed only for not prolonging: whoever sends it is logged out sooner, never later.
BY_ITSELF = "X-By-Itself"


class Idleness:
    """Moves the session's end. It is written after the answer, so that no request waits for another to be done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        by_itself = BY_ITSELF in request.headers
        if not request.user.is_authenticated:
            # A part of a page that asks after the end gets no log-in page to put in its place.
            return HttpResponse(status=401) if by_itself else self.get_response(request)
        if not by_itself:
            request.session.use()
        response = self.get_response(request)
        if response.status_code < 500 and request.user.is_authenticated:
            request.session.keep_end(request.user.pk)
        return response


def time_left(session: Any) -> dict[str, int]:
    """Seconds until ``session`` ends if nothing more is done, and until it ends in any case."""
    now = timezone.now()
    ends = {"left": session.end or session.end_if_used_now(), "longest": session.last_moment}
    return {name: max(0, ceil((end - now).total_seconds())) for name, end in ends.items()}
