"""The keys phones close contacts with: the one in use, those that only open, and those that are gone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.outreach.forms.keys import DestroyForm
from cases.outreach.models import SealingKey
from cases.outreach.selectors.keys import closed_for, keys_of, phones_behind
from cases.outreach.services.keys import change_key, destroy_key
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page

PHONES_SHOWN = 20


@roles_required("outreach.change_sealingkey")
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    shown = bounded(keys_of(request.user), request)
    return page(request, "outreach/keys.html", {"keys": shown, "rows": closed_for(shown.rows)})


@roles_required("outreach.change_sealingkey")
@require_POST
def key_change(request: HttpRequest) -> HttpResponse:
    key = SealingKey.objects.allowed(request.user, "change").in_use().first()
    if key is not None:
        change_key(actor=request.user, key=key)
        messages.success(request, _("The phones get a new key at their next contact. What they have kept still opens."))
    return redirect("outreach:keys")


def with_number(form: DestroyForm, number: int) -> DestroyForm:
    """The number that stands on the page now is the one that is agreed to next."""
    form.data = form.data.copy()
    form.data["told"] = str(number)
    return form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def key_destroy(request: Any, pk: UUID) -> HttpResponse:
    """What would be lost stands before the button."""
    key = get_allowed_or_404(request, SealingKey, "change", pk=pk)
    (lying,) = closed_for([key])
    form = DestroyForm(request.POST if request.method == "POST" else None, initial={"told": lying.all})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            destroy_key(actor=request.user, key=key, told=form.cleaned_data["told"])
            messages.success(request, _("The key is destroyed. Nobody can read what is closed for it."))
            return redirect("outreach:keys")
        form = with_number(form, lying.all)
    behind = list(phones_behind(request.user, key)[:PHONES_SHOWN])
    return page(request, "outreach/key_destroy.html", {"key": key, "lying": lying, "phones": behind}, form=form)
