"""Appeals against decisions, and findings of courts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.forms.rulings import AppealForm, AppealOutcomeForm, FindingForm, RefusalForm
from identification.models import CourtFinding
from identification.selectors.rulings import appeals_of, findings_of, in_force
from identification.services import confirm_finding, end_appeal, lodge_appeal, record_finding, refuse_finding


@login_required
@require_http_methods(["GET", "POST"])
def appeal_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "record_ruling", ref=ref)
    decision = in_force(case)
    if decision is None:
        raise Http404
    form = AppealForm(request.POST or None, initial={"lodged_on": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            lodge_appeal(actor=request.user, decision=decision, **form.cleaned_data)
            return done(request, case, _("The appeal stands beside the decision."))
    return page(request, "identification/appeal_create.html", {"case": case, "decision": decision}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def appeal_end(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "decide", ref=ref)
    appeal = get_object_or_404(appeals_of(case).select_related("decision"), number=number)
    form = AppealOutcomeForm(request.POST or None, initial={"outcome_on": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            end_appeal(actor=request.user, appeal=appeal, **form.cleaned_data)
            return done(request, case, _("The outcome stands beside the appeal."))
    return page(request, "identification/appeal_end.html", {"case": case, "appeal": appeal}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def finding_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "record_ruling", ref=ref)
    form = FindingForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            record_finding(actor=request.user, case=case, new=form.finding())
            return done(request, case, _("The finding is recorded. It counts once another colleague confirms it."))
    return page(request, "identification/finding_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def finding_answer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One of two answers: the button says which."""
    case = get_allowed_or_404(request, Case, "decide", ref=ref)
    finding = get_object_or_404(findings_of(case), number=number)
    refuses = request.POST.get("answer") == "refuse"
    form = RefusalForm(request.POST if refuses else None)
    problem: Any = None
    if request.method == "POST" and (not refuses or form.is_valid()):
        try:
            said = answered(request, finding, form if refuses else None)
        except ValidationError as refused:
            if refuses:
                form.refuse(refused)
            else:
                problem = refused.messages[0]
        else:
            return done(request, case, said)
    own = finding.recorded_by_id == request.user.pk
    context = {"case": case, "finding": finding, "is_own": own, "problem": problem, "decision": in_force(case)}
    answer = page(request, "identification/finding_answer.html", context, form=form)
    if problem:
        answer.status_code = 422
    return answer


def answered(request: HttpRequest, finding: CourtFinding, form: RefusalForm | None) -> str:
    if form is None:
        confirm_finding(actor=request.user, finding=finding)
        return _("The finding is confirmed, and is the decision in force.")
    refuse_finding(actor=request.user, finding=finding, refusal=form.cleaned_data["refusal"])
    return _("The finding is not confirmed. It changes nothing.")


def done(request: HttpRequest, case: Case, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("identification:assessment_list", case.ref)
