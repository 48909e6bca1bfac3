"""What keeps the person safe, and who speaks for a child."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import RepresentativeForm, SafetyForm
from cases.models import Case
from cases.selectors import lacks_representative, representatives_of, safety_notes, safety_of
from cases.services import end_representative, record_representative, write_safety_note
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import bounded, page


@login_required
@require_safe
def safety(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, ref=ref)
    context = {
        "case": case,
        "notes": bounded(safety_notes(case), request),
        "representatives": list(representatives_of(case)[:50]),
        "lacks_representative": lacks_representative(case),
    }
    return page(request, "cases/safety.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def safety_create(request: HttpRequest, ref: str) -> HttpResponse:
    """A new note begins with what the one before it said."""
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    before = safety_of(case)
    known = before.safety.filled() | {"no_threat": before.no_threat} if before else {}
    form = SafetyForm(request.POST or None, initial=known)
    if form.is_valid():
        no_threat = form.cleaned_data["no_threat"]
        with form.refusing():
            write_safety_note(actor=request.user, case=case, safety=form.safety(), no_threat=no_threat)
            messages.success(
                request, _("The safety note is saved. It stands before every phone number and every place.")
            )
            return redirect("cases:safety", case.ref)
    return page(request, "cases/safety_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def representative_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    form = RepresentativeForm(request.POST or None)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        with form.refusing():
            record_representative(actor=request.user, case=case, kind=kind, standing=form.standing())
            messages.success(request, _("It is recorded who speaks for the person."))
            return redirect("cases:safety", case.ref)
    return page(request, "cases/representative_create.html", {"case": case}, form=form)


@login_required
@require_POST
def representative_end(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """``number`` is their place on the page."""
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    representatives = list(representatives_of(case)[:50])
    if not 1 <= number <= len(representatives):
        raise Http404
    try:
        end_representative(actor=request.user, representative=representatives[number - 1])
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("They speak for the person no longer."))
    return redirect("cases:safety", case.ref)
