"""One inquiry about several persons: an operation of the police, and a case for each of those it found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.forms import OperationForm
from cases.models import Inquiry
from cases.rules.inquiries import MOST_AT_ONCE
from cases.selectors import may_be_given_to, proposed_code_names
from cases.selectors.search import has_searched
from cases.services import open_cases
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page


@login_required
@require_http_methods(["GET", "POST"])
def operation_create(request: HttpRequest, ref: str) -> HttpResponse:
    inquiry = get_allowed_or_404(request, Inquiry, "change", ref=ref)
    if not has_searched(request.user, inquiry):
        messages.info(request, _("Search first. The person may be known already."))
        return redirect(f"{reverse('cases:person_search')}?inquiry={inquiry.ref}")
    persons = min(inquiry.persons, MOST_AT_ONCE)
    form = OperationForm(
        request.POST or None,
        initial={"region": inquiry.region, "caseworker": request.user.pk},
        code_names=proposed_code_names(persons),
        persons=persons,
        caseworkers=may_be_given_to(request.user),
    )
    if form.is_valid():
        with form.refusing():
            cases = open_cases(actor=request.user, new=form.new_cases(inquiry.source), inquiry=inquiry)
            told = ngettext("%(n)s case is created.", "%(n)s cases are created.", len(cases))
            messages.success(request, told % {"n": len(cases)})
            return redirect(inquiry)
    return page(request, "cases/operation_create.html", {"inquiry": inquiry}, form=form)
