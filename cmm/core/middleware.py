from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self' {neutral}; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; report-uri /csp/"
)
# What the browser is to keep from other sites, and from itself. ``same-origin``: a page of another site can neither
# load an answer of ours as a picture or a script nor hold a window of ours (OWASP ASVS 5.0, V3.4.8 and V3.5.8).
PLAIN = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class PlainHeaders:
    """No inline code, nothing kept in the browser's cache: what was on screen leaves with the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # The quick exit is a form that ends on the neutral site; browsers apply form-action to redirects too.
        self.policy = CONTENT_SECURITY_POLICY.format(neutral=settings.CMM_NEUTRAL_SITE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        for name, value in PLAIN.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class NoNulls:
    """PostgreSQL has no sign for NUL: an address that carries one is nobody's, and answers so before any query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest()
        return self.get_response(request)


class OwnPagesOnly:
    """A browser says where a request comes from. From another site somebody may only come here, by a link: no form,
    frame, picture or script of theirs reaches a page of ours (OWASP ASVS 5.0, V3.5.8). Older browsers say nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none") or follows_a_link(request):
            return self.get_response(request)
        return HttpResponseForbidden()


def follows_a_link(request: HttpRequest) -> bool:
    """Somebody goes to a page of ours, in a window of its own."""
    asked = request.headers
    goes = (asked.get("Sec-Fetch-Mode"), asked.get("Sec-Fetch-Dest", "document")) == ("navigate", "document")
    return goes and request.method in ("GET", "HEAD")
