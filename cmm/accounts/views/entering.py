"""Logging in: a password, then something only its owner has. Nothing of a person is shown before both."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmm.accounts import services
from cmm.accounts.arriving import arrival, keep_device
from cmm.accounts.forms import LogInForm, SecondForm
from cmm.accounts.models import User
from cmm.accounts.outside.providers import providers
from cmm.accounts.selectors import known_account
from cmm.accounts.services.tickets import Begun, issue, look_at, take
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event
from cmm.core.errors import RuleError
from cmm.core.pages import page

HALF, HALF_COOKIE = "half", "cmm_half"


def safe_next(request: HttpRequest, wish: str) -> str:
    """``wish`` where it leads to a page of ours, else the start page."""
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"


def too_many(request: HttpRequest, slowed: services.Slowed) -> HttpResponse:
    """The same page whoever is guessed at, and whether there is such an account."""
    minutes, seconds = divmod(slowed.seconds, 60)
    context = {"minutes": minutes, "seconds": seconds}
    response = render(request, "accounts/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(slowed.seconds)
    return response


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    wish = safe_next(request, request.POST.get("next") or request.GET.get("next", "/"))
    if request.user.is_authenticated:
        return redirect(wish)
    form = LogInForm(request.POST or None)
    if form.is_valid():
        try:
            user = first_step(request, **form.cleaned_data)
        except services.Slowed as slowed:
            return too_many(request, slowed)
        with form.refusing():
            return admitted(request, user, wish)
    context = {"next": wish, "told": why_asked(request), "providers": providers()}
    return page(request, "accounts/login.html", context, form=form)


def first_step(request: HttpRequest, email: str, password: str) -> User | None:
    return services.first_step(
        email=email,
        arrived=arrival(request),
        is_right=lambda: authenticate(request, username=email, password=password),  # type: ignore[arg-type,return-value]
    )


def admitted(request: HttpRequest, user: User | None, wish: str) -> HttpResponse:
    """On to the second step; a password alone opens nothing but a demonstration. Raises RuleError."""
    if user is None:
        raise RuleError(_("E-mail or password is wrong, or the account is closed."), code="wrong")
    if settings.CMM_PASSWORD_ALONE:
        return enter(request, user, wish, proven=False)
    if not services.has_second_factor(user):
        raise RuleError(_("The account has no second factor. Call your user administrator."), code="no_factor")
    word = issue(HALF, user_id=user.pk, next=wish, password=user.get_session_auth_hash())
    response = redirect("login_second")
    response.set_cookie(
        HALF_COOKIE, word, max_age=300, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def why_asked(request: HttpRequest) -> str:
    """What the log-in page tells whom a page's script has led here, and nobody else."""
    numbers = {"minutes": settings.CMM_IDLE_MINUTES, "hours": settings.SESSION_COOKIE_AGE // 3600}
    told = {
        "idle": _("You were logged out because you had not used the system for %(minutes)s minutes."),
        "longest": _("You were logged out because you had been logged in for %(hours)s hours."),
    }.get(request.GET.get("ended", ""), "")
    return told and f"{told % numbers} {_('What you were writing is kept as a draft.')}"


def half_in(request: HttpRequest) -> tuple[User, Begun] | None:
    """Whoever has told their password in this browser within five minutes, if it is still theirs."""
    begun = look_at(HALF, request.COOKIES.get(HALF_COOKIE, ""))
    if begun is None or begun.user_id is None:
        return None
    user = known_account(begun.user_id)
    same = user is not None and constant_time_compare(begun.data["password"], user.get_session_auth_hash())
    return (user, begun) if user is not None and same else None


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def log_in_second(request: HttpRequest) -> HttpResponse:
    """Shows nothing of whoever it is asked of."""
    found = half_in(request)
    if found is None:
        return redirect("login")
    user, begun = found
    form = SecondForm(request.POST or None)
    if form.is_valid():
        try:
            right = services.second_step(user=user, arrived=arrival(request), **form.cleaned_data)
        except services.Slowed as slowed:
            return too_many(request, slowed)
        if right and take(HALF, request.COOKIES[HALF_COOKIE]):
            return enter(request, user, begun.data["next"], proven=True)
        note_event(EventKind.SECOND_FAILED)
        refused = _("The code is wrong or has been used. Wait for the next one.")
        form.refuse(RuleError(refused, code="wrong", field="code"))
    return page(request, "accounts/login_second.html", {"has_passkey": services.has_passkey(user)}, form=form)


def enter(request: Any, user: User, wish: str, *, proven: bool) -> HttpResponse:
    """They are in, and their browser is known from now on."""
    login(request, user, backend="cmm.accounts.backend.Accounts")
    if proven:
        request.session.prove()
    device, word = services.know_device(user, arrival(request))
    request.session.device_id = device.pk
    response = keep_device(redirect(wish), word)
    response.delete_cookie(HALF_COOKIE)
    return response
