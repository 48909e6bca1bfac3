"""The ledger of a case: who outside was told what, on which basis and consent, by whom and when."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.disclosing import BY_HAND
from cases.forms import DisclosureForm
from cases.models import Case, Disclosure
from cases.selectors import disclosures_of
from cases.services import record_disclosure
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import bounded, page


@login_required
@require_safe
def disclosure_list(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    context = {"case": case, "disclosures": bounded(disclosures_of(case), request)}
    return page(request, "cases/disclosures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def disclosure_create(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody was told on the telephone, at a meeting or in a letter."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    return written(request, case, DisclosureForm(request.POST or None))


@login_required
@require_http_methods(["GET", "POST"])
def disclosure_correct(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Another takes its place, and the one before stands."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    rows = Disclosure.objects.allowed(request.user, "write_journal")
    row = get_object_or_404(rows, case=case, number=number, way__in=BY_HAND, corrected_by=None)
    form = DisclosureForm(request.POST or None, initial=model_to_dict(row))
    return written(request, case, form, corrects=row)


def written(request: HttpRequest, case: Case, form: DisclosureForm, **corrects: Any) -> HttpResponse:
    if form.is_valid():
        with form.refusing():
            record_disclosure(actor=request.user, case=case, new=form.disclosure(), **corrects)
            messages.success(request, _("It is written down."))
            return redirect("cases:disclosure_list", case.ref)
    return page(request, "cases/disclosure_create.html", {"case": case} | corrects, form=form)
