"""What a Socialtilsyn has to do, and what it decided of one house."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.forms import PlainForm
from cmm.core.pages import bounded, page
from shelters import forms, selectors, services
from shelters.models import Shelter


@roles_required("shelters.add_approval")
@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """What has lapsed and what soon will, where to go, and what to ask after. No person stands in any of it."""
    today = timezone.localdate()
    context = {"today": today, **selectors.work_of(request.user, today)}
    return page(request, "shelters/supervision.html", context)


@roles_required("shelters.view_approval")
@require_safe
def approval_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What was decided of a house and what its visits found, for its authority, its manager and the coordinator."""
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    today = timezone.localdate()
    context = {
        "shelter": shelter,
        "today": today,
        "state": selectors.standings(request.user, today).state(shelter.pk),
        "locality": selectors.locality_of(request.user, shelter),
        "approvals": list(selectors.approvals_of(request.user, shelter)[:20]),
        "inspections": bounded(selectors.inspections_of(request.user, shelter), request),
        "in_force": selectors.in_force_of(request.user, shelter, today),
    }
    return page(request, "shelters/approval_list.html", context)


@roles_required("shelters.add_locality")
@require_http_methods(["GET", "POST"])
def locality_edit(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    here = selectors.locality_of(request.user, shelter)
    form = forms.LocalityForm(request.POST or None, initial={"municipality": here.municipality if here else None})
    done = _("The municipality has been saved.")
    return written(request, shelter, form, "shelters/locality_edit.html", done, services.write_locality)


@roles_required("shelters.add_approval")
@require_http_methods(["GET", "POST"])
def approval_create(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    today = timezone.localdate()
    form = forms.DecisionForm(request.POST or None, initial={"decided_on": today, "valid_from": today})

    def record(*, actor: Any, shelter: Shelter, **_said: Any) -> None:
        services.record_approval(actor=actor, shelter=shelter, decision=form.decision())

    done = _("The decision has been recorded.")
    return written(request, shelter, form, "shelters/approval_create.html", done, record)


@roles_required("shelters.add_approval")
@require_http_methods(["GET", "POST"])
def approval_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the decision in force, which is the reader's own authority's; where there is none, there is no page."""
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    approval = selectors.in_force_of(request.user, shelter, timezone.localdate())
    if approval is None:
        raise Http404
    form = forms.WithdrawalForm(request.POST or None, initial={"on": timezone.localdate()})

    def withdraw(*, actor: Any, shelter: Shelter, **said: Any) -> None:
        services.withdraw_approval(actor=actor, approval=approval, **said)

    done = _("The approval has been withdrawn.")
    return written(request, shelter, form, "shelters/approval_withdraw.html", done, withdraw, approval=approval)


@roles_required("shelters.add_inspection")
@require_http_methods(["GET", "POST"])
def inspection_create(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    form = forms.InspectionForm(request.POST or None)
    done = _("The inspection has been planned.")
    return written(request, shelter, form, "shelters/inspection_create.html", done, services.plan_inspection)


def written(
    request: HttpRequest, shelter: Shelter, form: PlainForm, template: str, done: str, verb: Callable[..., Any],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about a house; what was written stands on the house's page of approvals."""
    if form.is_valid():
        with form.refusing():
            verb(actor=request.user, shelter=shelter, **form.cleaned_data)
            messages.success(request, done)
            return redirect("shelters:approval_list", shelter.slug)
    return page(request, template, {"shelter": shelter, **more}, form=form)
