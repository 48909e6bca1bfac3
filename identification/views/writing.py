"""Writing an assessment step by step, alone or while somebody else writes in it too."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.errors import Conflict, RuleError
from cmm.core.pages import page
from cmm.core.templatetags.cmm import danishclock
from identification.enums import AssessmentState
from identification.forms import ChoiceForm, ElementsForm, JudgementForm, choices_between, choices_made
from identification.models import Assessment
from identification.rules.grounds import Grounds
from identification.rules.steps import check_assessable, check_writable
from identification.selectors.observations import by_number, sources_for, supporting
from identification.selectors.pages import open_assessment, revisions_of
from identification.selectors.texts import grounds_of
from identification.services import prepare_assessment, revise_assessment
from identification.services.assessments import answers
from identification.services.linking import already_observed
from identification.views.reading import beside, labels_of, opened

Form = ElementsForm | JudgementForm


@login_required
@require_http_methods(["GET", "POST"])
def assessment_create(request: HttpRequest, ref: str) -> HttpResponse:
    """The first step of a new one; the draft is there once it is saved."""
    case = get_allowed_or_404(request, Case, "assess", ref=ref)
    if request.method == "GET" and (elsewhere := not_now(request, case)):
        return elsewhere
    form = elements_form(request, case, Grounds())
    if form.is_valid():
        with form.refusing():
            assessment = prepare_assessment(actor=request.user, case=case, grounds=form.grounds(), origin=form.origin())
            return saved(request, assessment, "edit", "judge")
    context = beside(None, case, Grounds(), step="elements", reader=request.user)
    return page(request, "identification/assessment_form.html", context, form=form)


def not_now(request: HttpRequest, case: Case) -> HttpResponse | None:
    """Where to go instead, when the case has an assessment under way or takes none."""
    under_way = open_assessment(case)
    if under_way:
        messages.info(request, _("The case already has an assessment under way. Here it is."))
        return redirect(under_way)
    try:
        check_assessable(case.status)
    except RuleError as refused:
        messages.warning(request, refused.messages[0])
        return redirect("identification:assessment_list", case.ref)
    return None


def elements_form(request: HttpRequest, case: Case, grounds: Grounds, version: int | None = None) -> ElementsForm:
    linkable = supporting(by_number(case, request.user).values())
    offered = {"observations": linkable, "sources": sources_for(case, request.user)}
    return ElementsForm(request.POST or None, grounds=grounds, version=version, **offered)


@login_required
@require_http_methods(["GET", "POST"])
def assessment_edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What happened, and act, means and purpose."""
    assessment = opened(request, "change", ref, number)
    form = elements_form(request, assessment.case, grounds_of(assessment), assessment.version)
    return step(request, assessment, form, here="edit", next_step="judge")


@login_required
@require_http_methods(["GET", "POST"])
def assessment_judge(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What speaks against, and the recommendation."""
    assessment = opened(request, "change", ref, number)
    form = JudgementForm(request.POST or None, grounds=grounds_of(assessment), version=assessment.version)
    return step(request, assessment, form, here="judge", next_step="detail")


def step(request: HttpRequest, assessment: Assessment, form: Form, *, here: str, next_step: str) -> HttpResponse:
    if request.method == "POST":
        return revised(request, assessment, form, here=here, next_step=next_step)
    try:
        check_writable(assessment.state, may_decide=answers(request.user, assessment.case, assessment))
    except RuleError as refused:
        messages.warning(request, refused.messages[0])
        return redirect(assessment)
    return form_page(request, assessment, form)


def revised(request: HttpRequest, assessment: Assessment, form: Form, *, here: str, next_step: str) -> HttpResponse:
    """Save, or ask which of two texts shall stand."""
    if not form.is_valid():
        return form_page(request, assessment, form)
    mine, version = already_observed(assessment.case, form.grounds()), form.read()
    choices = choices_made(request.POST, assessment, mine, form.parts)
    if choices and not choices.is_valid():
        return conflict_page(request, assessment, form, choices)
    if choices:
        mine, version = choices.settled(), choices.cleaned_data["against"]
    terms = {"version": version, "grounds": mine, "parts": form.parts, "origin": form.origin()}
    try:
        revise_assessment(actor=request.user, assessment=assessment, **terms)
    except Conflict:
        theirs = revisions_of(assessment).first()
        return conflict_page(request, assessment, form, choices_between(mine, theirs, form.parts))
    except ValidationError as refused:
        form.refuse(refused)
        return form_page(request, assessment, form)
    return saved(request, assessment, here, next_step)


def form_page(request: HttpRequest, assessment: Assessment, form: Form) -> HttpResponse:
    is_first = isinstance(form, ElementsForm)
    name = "elements" if is_first else "judgement"
    context = beside(assessment, assessment.case, grounds_of(assessment), step=name, reader=request.user)
    context["makes_author"] = assessment.state == AssessmentState.SUBMITTED
    template = "assessment_form" if is_first else "assessment_judge"
    return page(request, f"identification/{template}.html", context, form=form)


def conflict_page(request: HttpRequest, assessment: Assessment, typed: Form, choices: ChoiceForm) -> HttpResponse:
    """Both texts, field by field. What was typed goes along, so that nothing is lost whatever is chosen."""
    labels = labels_of(choices.mine) | labels_of(choices.theirs)
    evidence = {number: row.evidence for number, row in by_number(assessment.case, request.user).items()}
    context = {
        "case": assessment.case,
        "assessment": assessment,
        "typed": typed,
        "differences": list(choices.differences(labels, evidence)),
        "form": choices,
        "failed": True,
    }
    return render(request, "identification/assessment_conflict.html", context, status=422)


def saved(request: HttpRequest, assessment: Assessment, here: str, next_step: str) -> HttpResponse:
    """On to the next step, or back to this one when the draft was only saved on the way."""
    address: Any = (assessment.case.ref, assessment.number)
    if "stay" in request.POST:
        clock = danishclock(timezone.now())
        messages.success(request, _("The draft is saved %(clock)s.") % {"clock": clock})
        return redirect(f"identification:assessment_{here}", *address)
    return redirect(f"identification:assessment_{next_step}", *address)
