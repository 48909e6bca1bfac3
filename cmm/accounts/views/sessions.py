"""Logging out, what is left of a session, one's own password, and the language of the pages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts import services
from cmm.accounts.forms import PasswordForm
from cmm.accounts.idleness import time_left
from cmm.accounts.middleware import LANGUAGE_COOKIE
from cmm.accounts.views.entering import safe_next
from cmm.core.pages import page


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_required
@require_safe
def session_left(request: Any) -> HttpResponse:
    """Asked by a page's script before it says that time is short: another page may have been used meanwhile."""
    request.session.let_be()
    return JsonResponse(time_left(request.session) | {"who": request.user.pk, "token": get_token(request)})


@login_required
@require_POST
def session_keep(request: HttpRequest) -> HttpResponse:
    """Whoever presses it is here."""
    return HttpResponse(status=204)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Danish or English from now on: on the account where there is one, else in a cookie."""
    chosen = "en" if request.POST.get("language") == "en" else "da"
    response = redirect(safe_next(request, request.POST.get("next", "/")))
    if request.user.is_authenticated:
        services.choose_language(actor=request.user, language=chosen)
    else:
        response.set_cookie(
            LANGUAGE_COOKIE, chosen, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        services.change_password(actor=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed. Other log-ins of yours have ended."))
        return redirect("password_change")
    return page(request, "accounts/password_change.html", form=form)
