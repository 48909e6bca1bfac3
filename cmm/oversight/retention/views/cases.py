"""How long one case is kept, the hold on it, and the proposal that it goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from cmm.oversight.retention.forms import HoldForm, ProposalForm
from cmm.oversight.retention.selectors import kept_of, open_destruction, standing_hold, uncounted_years, would_go
from cmm.oversight.retention.services import lift_hold, propose, set_hold
from cmm.oversight.retention.words import in_words


@login_required
@require_http_methods(["GET", "POST"])
def case_retention(request: HttpRequest, ref: str) -> HttpResponse:
    """How long and why; a hold is set here, or lifted."""
    case = get_allowed_or_404(request, Case, "control_access", ref=ref)
    hold, form = standing_hold(case), HoldForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            if hold:
                lift_hold(actor=request.user, hold=hold, **form.cleaned_data)
                messages.success(request, _("The hold is lifted."))
            else:
                set_hold(actor=request.user, case=case, **form.cleaned_data)
                messages.success(request, _("The case is held. It is not destroyed while the hold stands."))
            return redirect("retention:case_retention", case.ref)
    kept = kept_of(case)
    context = {
        "case": case,
        "kept": kept,
        "is_due": kept.is_due(timezone.localdate()),
        "hold": hold,
        "destruction": open_destruction(case),
        "uncounted": uncounted_years(case),
    }
    return page(request, "retention/case_retention.html", context, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def destruction_create(request: HttpRequest, ref: str) -> HttpResponse:
    """What goes, and why: somebody else approves it or does not."""
    case = get_allowed_or_404(request, Case, "control_access", ref=ref)
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            destruction = propose(actor=request.user, case=case, **form.cleaned_data)
            messages.success(request, _("It is proposed. Nothing goes until a colleague has approved it."))
            return redirect(destruction)
    context = {"case": case, "kept": kept_of(case), "goes": in_words(would_go(case.pk))}
    context["uncounted"] = uncounted_years(case)
    return page(request, "retention/destruction_create.html", context, form=form)
