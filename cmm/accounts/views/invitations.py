"""Inviting, giving new access, and what whoever comes with a link does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmm.accounts import services
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.forms import ResetForm, WelcomeForm
from cmm.accounts.models import User
from cmm.accounts.outside.providers import of_organisation
from cmm.accounts.selectors import waiting_invitation
from cmm.accounts.services.invitations import Link
from cmm.accounts.views.access import picture_of, spaced
from cmm.core.errors import RuleError
from cmm.core.pages import page


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, word: str) -> HttpResponse:
    """Password and app on one page; then the recovery codes, once. A link that serves no more says no more."""
    invitation = services.invitation_of(word)
    user = services.account_of(invitation) if invitation else None
    if invitation is None or user is None:
        return render(request, "accounts/welcome_over.html", status=404)
    form, secret = WelcomeForm(request.POST or None, user=user), services.secret_of(word)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("password", "code")}
        with form.refusing():
            codes = services.accept(user=user, invitation=invitation, secret=secret, **said)
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": True})
    context = {
        "invited": user,
        "invitation": invitation,
        "picture": picture_of(user, secret),
        "secret": spaced(secret),
        "word": word,
        "provider": of_organisation(user.organisation.code),
    }
    return page(request, "accounts/welcome.html", context, form=form)


def show_link(request: HttpRequest, link: Link) -> HttpResponse:
    """Shown in this answer and never again."""
    invitation, word = link
    return render(request, "accounts/invitation_link.html", {"invitation": invitation, "word": word})


@login_required
@require_POST
def user_invite(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_allowed_or_404(request, User, "change", pk=pk)
    try:
        return show_link(request, services.invite(actor=request.user, user=user))
    except RuleError as refused:
        messages.error(request, refused.message)
        return redirect(user)


@login_required
@require_http_methods(["GET", "POST"])
def user_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """One asks and says how they know who it is."""
    user = get_allowed_or_404(request, User, "change", pk=pk)
    form = ResetForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            services.ask_for_reset(actor=request.user, user=user, **form.cleaned_data)
            messages.success(request, _("Another administrator can now confirm, and is shown the link."))
            return redirect(user)
    return page(request, "accounts/user_reset.html", {"shown": user}, form=form)


@login_required
@require_POST
def user_reset_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Another confirms, and is shown the link."""
    user = get_allowed_or_404(request, User, "change", pk=pk)
    invitation = waiting_invitation(user)
    if invitation is None:
        raise Http404
    try:
        return show_link(request, services.confirm_reset(actor=request.user, invitation=invitation))
    except RuleError as refused:
        messages.error(request, refused.message)
        return redirect(user)
