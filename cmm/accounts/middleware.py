from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from cmm.audit.enums import EventKind
from cmm.audit.services import note_event
from cmm.core.context import Context, enter

LANGUAGE_COOKIE = "cmm_language"


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
