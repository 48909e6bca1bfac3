import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from cmm.accounts.readings import Ledger
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event, write_readings
from cmm.core.context import Context, enter
from cmm.core.transactions import PROBES, say_why

LANGUAGE_COOKIE = "cmm_language"
NOBODY_SHOWN = {403, 404}

log = logging.getLogger("cmm.audit")


class UserLanguage:
    """Danish first; a user's own choice, or a visitor's cookie, comes before the browser's wish."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        enter(Context(user.pk) if user.is_authenticated else None)
        language = user.language if user.is_authenticated else request.COOKIES.get(LANGUAGE_COOKIE)
        with translation.override(language if language in {"da", "en"} else "da"):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "da")
        return response


class Refusals:
    """Whoever knocks at a closed door leaves a trace that the request's roll-back does not take along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied | Http404) and request.user.is_authenticated:
            route = request.resolver_match.view_name if request.resolver_match else ""
            note_event(EventKind.REFUSED, actor=request.user, subject=f"{request.method} {route}")


class ReadingLog:
    """Whom a page shows is written in the page's own transaction; a page that cannot be logged is not shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.ledger = Ledger()
        response = self.get_response(request)
        ledger = request.ledger
        if not ((ledger.seen or ledger.searches) and shows_somebody(response)):
            return response
        try:
            write(request)
        except DatabaseError:
            log.exception("a page was not shown, for it could not be logged")
            transaction.set_rollback(True)
            return HttpResponse(render_to_string("503.html"), status=503)
        return response

    def process_view(self, request: Any, *_view: Any) -> None:
        """Now it is known which page this is: whatever it changes has its name for a reason."""
        if not request.path.startswith(PROBES):
            say_why(f"{request.method} {request.resolver_match.view_name}"[:80], request.ledger.request_id)


def shows_somebody(response: HttpResponse) -> bool:
    """A page, or a form that was refused; not the way to another page, nor a closed door."""
    status = response.status_code
    return not 300 <= status < 400 and status < 500 and status not in NOBODY_SHOWN


def write(request: Any) -> None:
    ledger, page = request.ledger, request.resolver_match.view_name
    told = {"seen": ledger.seen, "searches": ledger.searches, "request_id": ledger.request_id}
    write_readings(actor=request.user, page=page, **told)
