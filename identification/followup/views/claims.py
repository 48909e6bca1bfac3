"""Compensation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.followup.forms import ClaimForm, DecideForm
from identification.followup.models import Claim
from identification.followup.services import decide_claim, record_claim
from identification.followup.views.acting import case_of, done, row_of


@login_required
@require_http_methods(["GET", "POST"])
def claim_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_of(request, ref)
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            record_claim(actor=request.user, case=case, new=form.claim())
            return done(request, case, "claims")
    return page(request, "followup/claim_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def claim_decide(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_of(request, ref)
    claim = row_of(request, Claim, case, number)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            decide_claim(actor=request.user, claim=claim, **form.cleaned_data)
            return done(request, case, "claims")
    return page(request, "followup/claim_decide.html", {"case": case, "claim": claim}, form=form)
