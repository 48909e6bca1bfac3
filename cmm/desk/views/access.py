"""Who has access to a case: what a coordinator sees, ends, and keeps colleagues out by."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.forms import AccessForm, WallForm
from cases.models import Case
from cases.selectors.access import may_be_kept_out, may_be_let_in
from cases.services import end_glass, end_grant, give_access, lift_wall, raise_wall
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.errors import RuleError
from cmm.core.pages import page
from cmm.desk.access import access_to

DONE = {
    "grant": _("The access has ended."),
    "glass": _("The emergency access has ended."),
    "wall": _("The colleague may see the case again, as far as their role allows."),
}


@login_required
@require_http_methods(["GET", "POST"])
def case_access(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "control_access", ref=ref)
    access, act = access_to(case, request.user), request.POST.get("act", "")
    if act in DONE:
        return ended(request, case, act, endings(access))
    form = WallForm(request.POST or None, users=may_be_kept_out(case, request.user))
    if form.is_valid():
        with form.refusing():
            wall = raise_wall(actor=request.user, case=case, **form.cleaned_data)
            messages.success(request, _("%(name)s cannot see the case from now on.") % {"name": wall.user})
            return redirect("case_access", case.ref)
    return page(request, "desk/case_access.html", {"case": case, **access}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def case_access_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "control_access", ref=ref)
    fortnight = {"until": timezone.localdate() + timedelta(days=14)}
    form = AccessForm(request.POST or None, initial=fortnight, users=may_be_let_in(case, request.user))
    if form.is_valid():
        with form.refusing():
            give_access(actor=request.user, case=case, **form.cleaned_data)
            told = {"name": form.cleaned_data["user"], "day": date_format(form.cleaned_data["until"])}
            messages.success(request, _("%(name)s has access through %(day)s.") % told)
            return redirect("case_access", case.ref)
    return page(request, "desk/case_access_create.html", {"case": case}, form=form)


Ending = Callable[[Any], object]


def endings(access: Mapping[str, Any]) -> dict[tuple[str, str], Ending]:
    """What the page can end, by the kind and the key its buttons send."""
    found: dict[tuple[str, str], Ending] = {}
    for one in access["grants"]:
        found["grant", one.key] = lambda actor, grant=one.grant: end_grant(actor=actor, grant=grant)
    for glass in access["glasses"]:
        found["glass", glass.ref] = lambda actor, glass=glass: end_glass(actor=actor, glass=glass)
    for wall in access["walls"]:
        found["wall", str(wall.pk)] = lambda actor, wall=wall: lift_wall(actor=actor, wall=wall)
    return found


def ended(request: HttpRequest, case: Case, act: str, known: Mapping[tuple[str, str], Ending]) -> HttpResponse:
    """Do what the pressed button says, if its row still stands on the page."""
    end = known.get((act, request.POST.get("row", "")))
    try:
        if end is None:
            raise RuleError(_("That access is no longer here. Nothing is changed."), code="gone")
        end(request.user)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, DONE[act])
    return redirect("case_access", case.ref)
