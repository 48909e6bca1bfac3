"""A file a person fetches: whole, for them alone, and harmless where a browser shows it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Opened in the browser all the same, it runs nothing, loads nothing and belongs to no site.
ALONE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def fetched(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """``content`` under ``name``, to be kept and not shown in a page of ours."""
    headers = ALONE | {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=content_type, headers=headers)
