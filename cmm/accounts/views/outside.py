"""Logging in at one's own organisation (OpenID Connect: code, PKCE, state, nonce). It lets in whom we know already."""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cmm.accounts import services
from cmm.accounts.models import User
from cmm.accounts.outside.asking import keys_of, token_for
from cmm.accounts.outside.providers import Provider, of_organisation
from cmm.accounts.outside.tokens import Expected, TokenRefused, read_token
from cmm.accounts.selectors import known_account, outside_login
from cmm.accounts.services.tickets import Begun, issue, take
from cmm.accounts.views.entering import enter, safe_next
from cmm.accounts.views.proving import prove
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event
from cmm.core.errors import RuleError

OUTSIDE, COOKIE = "outside", "cmm_outside"


def known_provider(code: str) -> Provider:
    found = of_organisation(code)
    if found is None:
        raise Http404
    return found


def back_address(provider: Provider) -> str:
    """Each log-in answers at an address of its own, so that one cannot answer for another."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('outside_back', args=[provider.organisation])}"


@never_cache
@require_safe
def outside_start(request: HttpRequest, code: str) -> HttpResponse:
    """Off to the organisation's log-in; whoever is logged in proves there once more who they are."""
    wish = safe_next(request, request.GET.get("next", "/"))
    return leave_for(request, known_provider(code), wish=wish)


@never_cache
@require_safe
def outside_invited(request: HttpRequest, word: str) -> HttpResponse:
    """The same for whoever comes with an invitation: what they answer to there is tied to the account."""
    invitation = services.invitation_of(word)
    user = services.account_of(invitation) if invitation else None
    if invitation is None or user is None:
        raise Http404
    return leave_for(request, known_provider(user.organisation.code), wish="/", invitation=word)


def leave_for(request: HttpRequest, provider: Provider, *, wish: str, invitation: str = "") -> HttpResponse:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _one in range(3))
    who = request.user.pk if request.user.is_authenticated else None
    told = {"next": wish, "invitation": invitation, "state": state, "nonce": nonce, "verifier": verifier}
    word = issue(OUTSIDE, user_id=who, organisation=provider.organisation, began=timezone.now().timestamp(), **told)
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back_address(provider),
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "acr_values": " ".join(provider.acr),
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    if who is not None:
        asked |= {"prompt": "login", "max_age": "0"}
    response = redirect(f"{provider.authorization_endpoint}?{urlencode(asked)}")
    response.set_cookie(COOKIE, word, max_age=300, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@never_cache
@require_safe
def outside_back(request: HttpRequest, code: str) -> HttpResponse:
    """Back from there. What is wrong is one word in the log, and the same page for everybody."""
    provider = known_provider(code)
    try:
        begun, subject = answer_of(request, provider)
        return let_in(request, provider, begun, subject)
    except TokenRefused as refused:
        reason = refused.reason
    except RuleError as refused:
        reason = str(refused.code)
    note_event(EventKind.TOKEN_REFUSED, subject=f"{provider.organisation} {reason}")
    context = {"provider": provider, "is_low": reason == "acr", "is_unknown": reason == "stranger"}
    response = render(request, "accounts/outside_refused.html", context, status=403)
    response.delete_cookie(COOKIE)
    return response


def answer_of(request: HttpRequest, provider: Provider) -> tuple[Begun, str]:
    """What was begun in this browser, and whom the log-in has vouched for. Raises TokenRefused."""
    begun = take(OUTSIDE, request.COOKIES.get(COOKIE, ""))
    if begun is None or not constant_time_compare(request.GET.get("state", ""), begun.data["state"]):
        raise TokenRefused("state")
    if (
        begun.data["organisation"] != provider.organisation
        or request.GET.get("iss", provider.issuer) != provider.issuer
    ):
        raise TokenRefused("mix_up")
    if "error" in request.GET or not request.GET.get("code"):
        raise TokenRefused("no_code")
    given = token_for(provider, code=request.GET["code"], verifier=begun.data["verifier"], back=back_address(provider))
    now = timezone.now()
    newly = timezone.datetime.fromtimestamp(begun.data["began"], now.tzinfo) if begun.user_id else None
    expected = Expected(begun.data["nonce"], now, str(given.get("access_token", "")), newly)
    return begun, read_token(provider, given.get("id_token"), keys_of(provider), expected)


def let_in(request: Any, provider: Provider, begun: Begun, subject: str) -> HttpResponse:
    """Raises TokenRefused where we know nobody there, RuleError where an invitation has served."""
    if begun.data["invitation"]:
        accept(provider, begun.data["invitation"], subject)
    user = account_of(provider, subject)
    if begun.user_id is None:
        response = enter(request, user, begun.data["next"], proven=True)
    elif request.user.is_authenticated and request.user.pk == user.pk == begun.user_id:
        prove(request)
        messages.success(request, _("Thank you. You can go on where you were for five minutes."))
        response = redirect(begun.data["next"])
    else:
        raise TokenRefused("another")
    response.delete_cookie(COOKIE)
    return response


def account_of(provider: Provider, subject: str) -> User:
    """The open account of the organisation that this subject of this issuer was tied to. Raises TokenRefused."""
    found = outside_login(provider.issuer, subject)
    user = known_account(found.user_id) if found else None
    if user is None or user.organisation.code != provider.organisation:
        raise TokenRefused("stranger")
    return user


def accept(provider: Provider, word: str, subject: str) -> None:
    invitation = services.invitation_of(word)
    user = services.account_of(invitation) if invitation else None
    if invitation is None or user is None or user.organisation.code != provider.organisation:
        raise TokenRefused("invitation")
    services.accept_outside(user=user, invitation=invitation, issuer=provider.issuer, subject=subject)
