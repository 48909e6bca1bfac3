"""One visit to a house, what it found, and what was done about it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.scoping import can
from cmm.core.forms import PlainForm
from cmm.core.pages import page
from shelters import forms, selectors, services
from shelters.models import Finding, Inspection
from shelters.views.acts import attempt, forms_for

DONE = {
    "move": gettext_lazy("The inspection has another day."),
    "cancel": gettext_lazy("The inspection has been cancelled."),
    "hold": gettext_lazy("The inspection has been recorded. Add what was found."),
    "find": gettext_lazy("The finding has been added."),
    "follow": gettext_lazy("The follow-up has been ticked off."),
}


@login_required
@require_http_methods(["GET", "POST"])
def inspection_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """For the authority that acts, and for those who only read; the verbs decide."""
    inspection = get_allowed_or_404(request, Inspection, ref=ref)
    findings = selectors.findings_of(request.user, inspection)
    may_act = can(request.user, "change", inspection)
    acts = act_forms(request, findings) if may_act else {}
    result, form = attempt(request, acts, VERBS, inspection=inspection)
    if result:
        messages.success(request, DONE[request.POST["act"]])
        return redirect(inspection)
    context = {
        "inspection": inspection,
        "shelter": inspection.shelter,
        "findings": list(findings),
        "forms": acts,
        "may_act": may_act,
        "today": timezone.localdate(),
    }
    return page(request, "shelters/inspection_detail.html", context, form=form)


def ticked(*, inspection: Inspection, **said: Any) -> Finding:
    """The finding comes from a list of the inspection's own."""
    return services.follow_up(**said)


VERBS = {
    "move": services.move_inspection,
    "cancel": services.cancel_inspection,
    "hold": services.hold_inspection,
    "find": services.add_finding,
    "follow": ticked,
}


def act_forms(request: HttpRequest, findings: Any) -> dict[str, PlainForm]:
    today = timezone.localdate()
    builds = {
        "move": forms.MoveInspectionForm,
        "cancel": forms.CancelInspectionForm,
        "hold": partial(forms.HeldForm, initial={"done_on": today}),
        "find": partial(forms.FindingForm, findings=findings),
        "follow": partial(forms.FollowUpForm, findings=findings, initial={"on": today}),
    }
    return forms_for(request, builds)
