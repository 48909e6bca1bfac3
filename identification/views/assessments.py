from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from cases.selectors import acts_on
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.scoping import can
from cmm.core.pages import page
from identification.enums import OPEN_STATES, WRITABLE_STATES, AssessmentState
from identification.forms import VersionForm
from identification.models import Assessment
from identification.rules.steps import ASSESSABLE
from identification.selectors.letters import letters_of
from identification.selectors.observations import support_history
from identification.selectors.pages import (
    assessments_of,
    consents_of,
    decisions_of,
    interviews_of,
    revisions_of,
)
from identification.selectors.rulings import findings_of
from identification.selectors.texts import author_ids
from identification.services import submit_assessment
from identification.views.outline import PART_OF, PARTS
from identification.views.reading import as_read, opened


@login_required
@require_safe
def assessment_list(request: HttpRequest, ref: str) -> HttpResponse:
    """The case's tab about its clarification. Notes of interviews are for those who hold them."""
    case = get_allowed_or_404(request, Case, ref=ref)
    may = acts_on(request.user, case)
    assessments, decisions = assessments_of(case, request.user), decisions_of(case)
    # Whoever may assess reads every assessment of the case, drafts too.
    is_under_way = any(row.state in OPEN_STATES for row in assessments)
    may_begin = "assess" in may and case.status in ASSESSABLE and not is_under_way
    stands = next((row for row in decisions if row.in_force), None)
    context = {
        "case": case,
        "interviews": interviews_of(case),
        "consents": consents_of(case),
        "assessments": assessments,
        "decisions": decisions,
        "findings": list(findings_of(case)),
        "letters": list(letters_of(case)[:50]),
        "may_write_letter": stands is not None
        and stands.assessment is not None
        and "decide" in may
        and request.user.organisation.code == case.authority,
        "may_interview": "interview" in may and case.status != "closed",
        "may_begin": may_begin,
        "may": may,
        "may_read_notes": "interview" in may,
    }
    return page(request, "identification/assessment_list.html", context)


@login_required
@require_safe
def assessment_detail(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "view", ref, number)
    return page(request, "identification/assessment_detail.html", shown(request, assessment))


@login_required
@require_POST
def assessment_submit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "change", ref, number)
    read = VersionForm(request.POST).read()
    try:
        submit_assessment(actor=request.user, assessment=assessment, version=read)
    except ValidationError as refused:
        return unsent(request, assessment, refused)
    messages.success(request, _("The assessment is sent for decision."))
    return redirect(assessment)


def unsent(request: HttpRequest, assessment: Assessment, refused: ValidationError) -> HttpResponse:
    """The page again, with everything that stands in the way and a link to the part where it is mended."""
    if hasattr(refused, "error_dict"):
        problems = [
            {"anchor": PART_OF[field], "label": PARTS[PART_OF[field]], "message": message}
            for field, messages_of_field in refused.message_dict.items()
            for message in messages_of_field
        ]
    else:
        problems = [{"message": message} for message in refused.messages]
    context = shown(request, assessment) | {"problems": problems, "failed": True}
    return render(request, "identification/assessment_detail.html", context, status=422)


def shown(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """The text, what the reader may do with it, and what came of it."""
    is_writable = assessment.state in WRITABLE_STATES
    may_change = can(request.user, "change", assessment)
    return as_read(assessment, request.user) | {
        "may_write": may_change and is_writable,
        "may_decide": assessment.state == AssessmentState.SUBMITTED and can(request.user, "decide", assessment),
        "decision": getattr(assessment, "decision", None),
        "revisions": revisions_of(assessment),
        "history": support_history(assessment),
        "may_differ": may_change and assessment.state in OPEN_STATES and request.user.pk not in author_ids(assessment),
        "version_form": VersionForm(initial={"version": assessment.version}),
    }
