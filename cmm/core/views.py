"""Pages that belong to no room: help, accessibility, and two ways out of sight."""

from calendar import Calendar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe


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
