import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from cmm.accounts import volume
from cmm.accounts.readings import Ledger
from cmm.audit.enums import EventKind
from cmm.audit.services import Lately, note_event, write_readings
from cmm.core.context import enter
from cmm.core.proof import is_fresh, tell_proof
from cmm.core.transactions import PROBES, say_why
from cmm.core.unavailable import reason_of

LANGUAGE_COOKIE = "cmm_language"
NOBODY_SHOWN = {403, 404, 409}

log = logging.getLogger("cmm.audit")


class UserLanguage:
    """Danish first; a user's own choice, or a visitor's cookie, comes before the browser's wish."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        user = request.user  # whose account, once loaded, acts (backend.py)
        if not user.is_authenticated:
            enter(None)
        elif is_fresh(request.session.proven_at):
            tell_proof(user.pk, request.session.proven_at)
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
        request.ledger = Ledger(request.id)
        response = self.get_response(request)
        ledger = request.ledger
        if not ((ledger.seen or ledger.searches) and shows_somebody(response)):
            return response
        try:
            lately = write(request)
        except DatabaseError as error:
            if reason_of(error):
                raise
            log.exception("a page was not shown, for it could not be logged")
            transaction.set_rollback(True)
            return HttpResponse(render_to_string("503.html"), status=503)
        return self.stopped(request, lately) or response

    def stopped(self, request: Any, lately: Lately) -> HttpResponse | None:
        """Nothing, where its reader has been shown too much in an hour; whoever keeps the log reads of it at once."""
        if not volume.is_too_much(lately, request.user.roles):
            return None
        note_event(EventKind.TOO_MUCH_READ, actor=request.user, subject=request.resolver_match.view_name)
        transaction.set_rollback(True)
        return HttpResponse(render_to_string("429.html"), status=429, headers={"Retry-After": "900"})

    def process_view(self, request: Any, *_view: Any) -> None:
        """Now it is known which page this is: whatever it changes has its name for a reason."""
        if not request.path.startswith(PROBES):
            say_why(f"{request.method} {request.resolver_match.view_name}"[:80], request.ledger.request_id)


def shows_somebody(response: HttpResponse) -> bool:
    """A page, or a form that was refused; not the way to another page, nor a closed door."""
    status = response.status_code
    return not 300 <= status < 400 and status < 500 and status not in NOBODY_SHOWN


def write(request: Any) -> Lately:
    ledger, page = request.ledger, request.resolver_match.view_name
    told = {"seen": ledger.seen, "searches": ledger.searches, "request_id": ledger.request_id}
    return write_readings(actor=request.user, page=page, **told)
