"""Pages without a log-in: what is published, for anybody. Nobody is told who looked, and nothing is written down.

They are the same for everybody, so that whatever stands between may keep them: the page for some minutes, a file for
ever, for a published file never changes.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from reports.rendering.files import MIMES
from reports.selectors import publications

PAGE_SECONDS, FILE_SECONDS = 300, 365 * 24 * 60 * 60


@require_safe
def publication_list(request: HttpRequest, language: str) -> HttpResponse:
    """The address says the language, so that one address is one page."""
    with translation.override(language):
        answer = render(request, "reports/publication_list.html", {"editions": publications.published()})
    answer["Content-Language"] = language
    return kept(request, answer, f"max-age={PAGE_SECONDS}")


@require_safe
def publication_file(request: HttpRequest, year: int, number: int, kind: str, language: str) -> HttpResponse:
    found = publications.published_file(year, number, kind, language)
    if found is None:
        raise Http404
    name, sha256, content = found
    answer = HttpResponse(bytes(content), content_type=MIMES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = f'"{sha256}"'
    kept(request, answer, f"max-age={FILE_SECONDS}, immutable")
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def kept(request: HttpRequest, answer: HttpResponse, how_long: str) -> HttpResponse:
    """What a logged-in reader's answer carries beside the page (the session's cookie) no shared cache may keep."""
    whose = "private" if settings.SESSION_COOKIE_NAME in request.COOKIES else "public"
    answer["Cache-Control"] = f"{whose}, {how_long}"
    return answer
