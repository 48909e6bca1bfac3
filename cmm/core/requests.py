"""Every request as one line of the log and one count: which page, how it ended, how long, and the reader's role.

Never the address, whose parts are references of cases and words somebody searched for; never who it was.
"""

import logging
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpResponse

from cmm.core import counting
from cmm.core.logs import request_id, route_of

# Asked by machines, all the time.
SILENT = {"healthz", "readyz", "static"}

log = logging.getLogger("cmm.requests")


class RequestLine:
    """The outermost of all, so that what any other answers is told too."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.id, began = uuid4(), time.perf_counter()
        mark = request_id.set(str(request.id))
        try:
            response = self.get_response(request)
            self.tell(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(mark)
        response.headers["X-Request-ID"] = str(request.id)
        return response

    def tell(self, request: Any, response: HttpResponse, seconds: float) -> None:
        route, status, ms = route_of(request), response.status_code, round(1000 * seconds)
        counting.count(route, status, seconds)
        if route in SILENT and status < 500:
            return
        told = {"route": route, "method": request.method, "status": status, "ms": ms, "roles": roles_of(request)}
        log.info("%s %s: %s in %s ms", request.method, route, status, ms, extra={"told": told})


def roles_of(request: Any) -> list[str]:
    """The roles as this request has read them already: nothing is asked for the sake of a line."""
    return sorted(vars(getattr(request, "_cached_user", object)).get("roles", ()))
