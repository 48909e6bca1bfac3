"""Pages that belong to no room: help, accessibility, and the way out."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
