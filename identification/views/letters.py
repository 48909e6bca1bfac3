"""The letter about a decision: written, read, and given to the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.scoping import can
from cmm.audit.enums import Surface
from cmm.core.downloads import fetched
from cmm.core.pages import page
from cmm.crypto.cipher import Unreadable
from identification.enums import LetterLanguage
from identification.forms.letters import LetterForm, SendingForm
from identification.models import Letter, StatusDecision
from identification.rendering.letters import usual_advice
from identification.selectors.letters import letter_called
from identification.selectors.texts import previous_decision
from identification.services import make_letter, read_letter, send_letter


@login_required
@require_http_methods(["GET", "POST"])
def letter_create(request: HttpRequest, ref: str, language: str) -> HttpResponse:
    """A letter about the decision in force."""
    case = get_allowed_or_404(request, Case, "decide", ref=ref)
    decision = decision_in_force(case)
    if language not in LetterLanguage.values:
        raise Http404
    proposed = {"reason": decision.reason if language == "da" else "", "advice": usual_advice(language)}
    form = LetterForm(request.POST or None, initial=proposed)
    if form.is_valid():
        with form.refusing():
            letter = make_letter(
                actor=request.user, decision=decision, language=language, **form.written, despite=form.despite
            )
            messages.success(request, _("The letter is made. Read it before the person gets it."))
            return redirect(letter)
    context = {"case": case, "decision": decision, "language": LetterLanguage(language)}
    return page(request, "identification/letter_create.html", context, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def letter_detail(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = get_allowed_or_404(request, Case, ref=ref)
    letter = opened(request, case, number)
    may_send = can(request.user, "decide", case)
    if request.method == "POST" and not may_send:
        raise Http404
    form = SendingForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            send_letter(actor=request.user, letter=letter, **form.written, despite=form.despite)
            messages.success(request, _("It stands beside the letter how the person got it."))
            return redirect("identification:assessment_list", case.ref)
    context = {"case": case, "letter": letter, "may_send": may_send}
    return page(request, "identification/letter_detail.html", context, form=form)


@login_required
@require_safe
def letter_file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The whole letter, or a page that says that it cannot be opened."""
    case = get_allowed_or_404(request, Case, ref=ref, log_as=Surface.DOCUMENT)
    letter = opened(request, case, number)
    try:
        content = read_letter(actor=request.user, letter=letter)
    except Unreadable:
        return render(request, "identification/letter_unreadable.html", {"case": case, "letter": letter}, status=500)
    return fetched(content, content_type="application/pdf", name=letter.file_name)


def decision_in_force(case: Case) -> StatusDecision:
    decision = previous_decision(case)
    if decision is None or not decision.in_force or decision.assessment_id is None:
        raise Http404
    decision.case = case
    return decision


def opened(request: HttpRequest, case: Case, number: int) -> Letter:
    letter = letter_called(request.user, case, number)
    if letter is None:
        raise Http404
    return letter
