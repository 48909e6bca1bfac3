"""One transaction around a whole request, rendering included (security.md 0, findings 1 and 2)."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from cmm.core.context import acting
from cmm.core.unavailable import Patience

CONFLICT = 409  # somebody else was first
PROBES = ("/healthz", "/readyz", "/static/")


class RequestTransaction:
    """A page and everything it wrote stand or fall together.

    ``ATOMIC_REQUESTS`` alone ends before a template response is rendered, and a middleware alone would
    commit what a failed view had begun: the response with status 500, or 409, is rolled back here as well. It begins
    with nobody acting; the log-in says who does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PROBES):
            return self.get_response(request)
        with patience(), acting(None, timely=True):
            response = self.get_response(request)
            if response.status_code >= 500 or response.status_code == CONFLICT:
                transaction.set_rollback(True)
        return response


def patience() -> AbstractContextManager[None]:
    """Whoever waits for a page is told that it takes too long; a test is as slow as its machine."""
    seconds = settings.CMM_PATIENCE_SECONDS
    return connection.execute_wrapper(Patience(seconds)) if seconds else nullcontext()


def say_why(reason: str, request_id: UUID) -> None:
    """Tell PostgreSQL why rows change until the transaction ends; the log of changes repeats it. Jobs and commands say
    it in their context. And how long somebody waits for one statement of it.
    """
    longest = str(int(settings.CMM_PATIENCE_SECONDS * 1000))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.reason', %s, true), set_config('app.request', %s, true),"
            " set_config('statement_timeout', %s, true)",
            [reason, str(request_id), longest],
        )
