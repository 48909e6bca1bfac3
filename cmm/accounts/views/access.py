"""One's own ways in: app, passkeys, recovery codes, and where one is logged in."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts import services
from cmm.accounts.forms import AppForm, PasskeyForm
from cmm.accounts.models import Device, Passkey, Session, User
from cmm.accounts.selectors import (
    SHOWN_OF_KEY,
    app_of,
    happened_to,
    live_sessions,
    passkeys_of,
    quiet_devices,
    waiting_invitation,
)
from cmm.accounts.sessions import digest
from cmm.accounts.views.entering import half_in
from cmm.core.errors import RuleError
from cmm.core.pages import page


def picture_of(user: User, secret: str) -> str:
    """The QR code as SVG without a style of its own, dark on light in every scheme."""
    drawn = segno.make(services.uri(user, secret), error="m")
    return str(drawn.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="cmm-qr", lineclass=None))


@login_required
@require_safe
def access(request: Any) -> HttpResponse:
    me = request.user
    context = {
        "sessions": live_sessions(me, digest(request.session.session_key)),
        "devices": quiet_devices(me),
        "passkeys": passkeys_of(me),
        "app": app_of(me),
        "happened": happened_to(me),
        "waiting": waiting_invitation(me),
        "codes_left": me.recovery_codes.filter(used_at__isnull=True).count(),
    }
    return render(request, "accounts/access.html", context)


@login_required
@require_POST
def access_seen(request: Any) -> HttpResponse:
    services.have_seen(actor=request.user)
    return redirect("access")


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def app_set_up(request: Any) -> HttpResponse:
    """The secret is made of the session and of the app it replaces; opening the page keeps nothing."""
    before = app_of(request.user)
    secret = services.secret_of(f"{request.session.session_key}:{before.pk if before else ''}")
    form = AppForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            services.set_up_app(actor=request.user, secret=secret, code=form.cleaned_data["code"])
            if not request.user.recovery_codes.exists():
                return show_codes(request)
            messages.success(request, _("The app is set up. The one you had before serves no more."))
            return redirect("access")
    context = {"picture": picture_of(request.user, secret), "secret": spaced(secret), "replaces": before}
    return page(request, "accounts/app_set_up.html", context, form=form)


def spaced(secret: str) -> str:
    """In fours, for whoever types it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


@login_required
@require_POST
def recovery_make(request: HttpRequest) -> HttpResponse:
    return show_codes(request)


def show_codes(request: Any) -> HttpResponse:
    """Shown in this answer and never again."""
    codes = services.make_recovery_codes(actor=request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@login_required
@require_http_methods(["GET", "POST"])
def passkey_add(request: Any) -> HttpResponse:
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            services.add_passkey(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The passkey is set up. You can log in with it from now on."))
            return redirect("access")
    return page(request, "accounts/passkey_add.html", form=form)


@login_required
@require_POST
def passkey_new(request: Any) -> HttpResponse:
    """Asked by the page's script: what a new passkey is made of."""
    return JsonResponse(services.ask_for_new(request.user))


@require_POST
def passkey_ask(request: Any) -> HttpResponse:
    """Asked by the script of the second step, and of the door before an act: the question a passkey answers."""
    found = half_in(request)
    user = request.user if request.user.is_authenticated else found[0] if found else None
    return HttpResponse(status=401) if user is None else JsonResponse(services.ask_for_known(user))


@login_required
@require_POST
def passkey_remove(request: Any, pk: int) -> HttpResponse:
    passkey = get_object_or_404(Passkey, pk=pk, user=request.user.pk)
    try:
        services.remove_passkey(actor=request.user, passkey=passkey)
        messages.success(request, _("The passkey is removed. It opens nothing any more."))
    except RuleError as refused:
        messages.error(request, refused.message)
    return redirect("access")


@login_required
@require_POST
def session_end(request: Any, key: str) -> HttpResponse:
    """``key`` is the beginning of the hash a session is kept under; it opens nothing."""
    session = get_object_or_404(Session, user=request.user.pk, key_hash__startswith=key.ljust(SHOWN_OF_KEY, "-"))
    services.end_session(actor=request.user, key_hash=session.key_hash)
    messages.success(request, _("The log-in has ended."))
    return redirect("access")


@login_required
@require_POST
def sessions_end(request: Any) -> HttpResponse:
    services.end_other_sessions(actor=request.user, but=digest(request.session.session_key))
    messages.success(request, _("Every other log-in of yours has ended."))
    return redirect("access")


@login_required
@require_POST
def device_forget(request: Any, pk: int) -> HttpResponse:
    services.forget_device(actor=request.user, device=get_object_or_404(Device, pk=pk, user=request.user.pk))
    messages.success(request, _("The browser is no longer known."))
    return redirect("access")
