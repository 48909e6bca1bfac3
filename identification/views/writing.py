"""Writing an assessment, alone or while somebody else writes in it too."""

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
from identification.forms import AssessmentForm, ChoiceForm, choices_made
from identification.models import Assessment
from identification.rules.grounds import Grounds
from identification.rules.steps import check_assessable, check_writable
from identification.selectors.pages import open_assessment, revisions_of
from identification.selectors.texts import grounds_of
from identification.services import prepare_assessment, revise_assessment
from identification.services.assessments import answers
from identification.views.reading import beside, labels_of, opened


@login_required
@require_http_methods(["GET", "POST"])
def assessment_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "assess", ref=ref)
    if request.method == "GET" and (elsewhere := not_now(request, case)):
        return elsewhere
    form = AssessmentForm(request.POST or None, grounds=Grounds())
    if form.is_valid():
        try:
            assessment = prepare_assessment(actor=request.user, case=case, grounds=form.grounds())
        except ValidationError as refused:
            form.refuse(refused)
        else:
            return saved(request, assessment)
    return page(request, "identification/assessment_form.html", beside(None, case, Grounds()), form=form)


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


@login_required
@require_http_methods(["GET", "POST"])
def assessment_edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "change", ref, number)
    stands = grounds_of(assessment)
    form = AssessmentForm(request.POST or None, grounds=stands, version=assessment.version)
    if request.method == "POST":
        return revised(request, assessment, form)
    try:
        check_writable(assessment.state, may_decide=answers(request.user, assessment.case, assessment))
    except RuleError as refused:
        messages.warning(request, refused.messages[0])
        return redirect(assessment)
    return form_page(request, assessment, form)


def revised(request: HttpRequest, assessment: Assessment, form: AssessmentForm) -> HttpResponse:
    """Save, or ask which of two texts shall stand."""
    if not form.is_valid():
        return form_page(request, assessment, form)
    mine, version = form.grounds(), form.read()
    choices = choices_made(request.POST, assessment, mine)
    if choices and not choices.is_valid():
        return conflict_page(request, assessment, mine, choices)
    if choices:
        mine, version = choices.settled(), choices.cleaned_data["against"]
    try:
        revise_assessment(actor=request.user, assessment=assessment, version=version, grounds=mine)
    except Conflict:
        theirs = revisions_of(assessment).first()
        return conflict_page(request, assessment, mine, ChoiceForm(mine=mine, theirs=theirs))
    except ValidationError as refused:
        form.refuse(refused)
        return form_page(request, assessment, form)
    return saved(request, assessment)


def form_page(request: HttpRequest, assessment: Assessment, form: AssessmentForm) -> HttpResponse:
    context = beside(assessment, assessment.case, grounds_of(assessment))
    context["makes_author"] = assessment.state == AssessmentState.SUBMITTED
    return page(request, "identification/assessment_form.html", context, form=form)


def conflict_page(request: HttpRequest, assessment: Assessment, mine: Grounds, choices: ChoiceForm) -> HttpResponse:
    """Both texts, field by field. What was typed goes along, so that nothing is lost whatever is chosen."""
    context = {
        "case": assessment.case,
        "assessment": assessment,
        "typed": AssessmentForm(grounds=mine),
        "differences": list(choices.differences(labels_of(mine) | labels_of(choices.theirs))),
        "form": choices,
        "failed": True,
    }
    return render(request, "identification/assessment_conflict.html", context, status=422)


def saved(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """On to the summary, or back to the text when the draft was only saved on the way."""
    if "stay" in request.POST:
        clock = danishclock(timezone.now())
        messages.success(request, _("The draft is saved %(clock)s.") % {"clock": clock})
        return redirect("identification:assessment_edit", assessment.case.ref, assessment.number)
    return redirect(assessment)
