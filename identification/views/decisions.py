from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.enums import CaseStatus
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import can
from cmm.core.errors import RuleError
from cmm.core.pages import bounded, page
from identification.enums import AssessmentState, Outcome
from identification.forms import DecisionForm, ReturnForm
from identification.models import Assessment
from identification.rules.checks import checks_of
from identification.rules.steps import check_competence, check_four_eyes, status_after
from identification.selectors import waiting
from identification.selectors.texts import author_ids, opinion_giver_ids
from identification.services import decide_assessment, return_assessment
from identification.views.reading import as_read, opened


@roles_required("identification.decide_assessment")
@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's authority, the longest waiting first."""
    shown = bounded(waiting(request.user), request)
    note_reading(request, shown.rows, action="decide")
    return page(request, "identification/decision_list.html", {"shown": shown, "today": timezone.localdate()})


@login_required
@require_http_methods(["GET", "POST"])
def assessment_decide(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "decide", ref, number)
    form = decision_form(assessment, request.POST or None)
    if request.method == "GET" and assessment.state != AssessmentState.SUBMITTED:
        messages.info(request, _("This assessment does not wait for a decision."))
        return redirect(assessment)
    if form.is_valid():
        with form.refusing():
            decision = decide_assessment(actor=request.user, assessment=assessment, **decided(form))
            messages.success(request, _("It is decided: %(outcome)s.") % {"outcome": decision.get_outcome_display()})
            return redirect(assessment)
    return decide_page(request, assessment, form, returning())


@login_required
@require_POST
def assessment_return(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "decide", ref, number)
    form = returning(request.POST)
    if form.is_valid():
        with form.refusing():
            return_assessment(actor=request.user, assessment=assessment, note=form.cleaned_data["reason"])
            messages.success(request, _("The assessment is sent back. Those who prepare it can write in it again."))
            return redirect("identification:decision_list")
    return decide_page(request, assessment, decision_form(assessment), form)


def decision_form(assessment: Assessment, data: Any = None) -> DecisionForm:
    terms = {"recommended": assessment.recommendation, "version": assessment.version, "today": timezone.localdate()}
    return DecisionForm(data, **terms)


def returning(data: Any = None) -> ReturnForm:
    """Its fields stand on the same page as those of the decision, so they have ids of their own."""
    return ReturnForm(data, auto_id="return_%s")


def decided(form: DecisionForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "version": form.read(),
        "outcome": said["choice"],
        "decided_on": said["decided_on"],
        "reason": said["reason"],
        "age": said["age"],
    }


def decide_page(
    request: HttpRequest, assessment: Assessment, form: DecisionForm, return_form: ReturnForm
) -> HttpResponse:
    read = as_read(assessment, request.user)
    authors, age_band = author_ids(assessment), assessment.case.victim.age_band
    asked = return_form if return_form.is_bound else form
    context = read | {
        "refusal": refusal(request.user, assessment, authors),
        "is_competent": assessment.case.authority == request.user.organisation.code,
        "may_change": can(request.user, "change", assessment),
        "checks": list(checks_of(read["grounds"], age_band)),
        "effects": effects(),
        "decision_form": form,
        "return_form": return_form,
    }
    return page(request, "identification/assessment_decide.html", context, form=asked)


def refusal(user: Any, assessment: Assessment, authors: set[int]) -> str:
    """Why this reader may not decide; empty when they may."""
    try:
        check_competence(authority=assessment.case.authority, organisation=user.organisation.code)
        check_four_eyes(user.pk, authors, opinion_giver_ids(assessment))
    except RuleError as refused:
        return str(refused.messages[0])
    return ""


def effects() -> list[tuple[Any, list[Any]]]:
    """What each result makes of the case: a status, and the results that lead to it."""
    found: dict[CaseStatus, list[Any]] = {}
    for outcome in Outcome:
        found.setdefault(status_after(outcome), []).append(outcome.label)
    return [(status.label, outcomes) for status, outcomes in found.items()]
