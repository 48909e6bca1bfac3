"""Pages that belong to no room: help, accessibility, and two ways out of sight."""

import json
import logging
from calendar import Calendar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

log = logging.getLogger("cmm.core")
LONGEST = 10_000  # bytes of a browser's report that are read


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    return render(request, "core/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Logged out, and away to a neutral site. With a script the browser is gone before this answers."""
    logout(request)
    return redirect(settings.CMM_NEUTRAL_SITE)


@require_safe
def hidden(request: HttpRequest) -> HttpResponse:
    """A dull calendar in place of what the phone showed."""
    today = timezone.localdate()
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    return render(request, "core/hidden.html", {"today": today, "weeks": weeks, "weekdays": weeks[0]})


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A browser says what a page of ours tried that its policy forbids; kept is which rule, and which site."""
    try:
        report = json.loads(request.read(LONGEST))["csp-report"]
        rule, blocked = str(report["effective-directive"]), urlsplit(str(report["blocked-uri"]))
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    log.warning("content security policy: %.40s stopped %.80s", plain_word(rule), plain_word(blocked.netloc or "own"))
    return HttpResponse(status=204)


def plain_word(text: str) -> str:
    """What a stranger sends is one word in the log, and no second line of it."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "-.:")
