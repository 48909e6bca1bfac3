"""Who outside the register was told of the person in a case, and what they answered."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import AnswerForm, ReferralConsentForm, ReferralDoneForm, ReferralForm, RevokeForm
from cases.models import Case, Referral
from cases.selectors import referrals_of
from cases.selectors.documents import open_documents
from cases.services import (
    answer_referral,
    finish_referral,
    revoke_referral,
    send_referral,
    withdraw_referral_consent,
)
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.forms import PlainForm
from cmm.core.pages import bounded, page


@login_required
@require_safe
def case_referrals(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who may write in the journal, as the referrals themselves."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    return page(request, "cases/referrals.html", {"case": case, "referrals": bounded(referrals_of(case), request)})


@login_required
@require_http_methods(["GET", "POST"])
def referral_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    form = ReferralForm(request.POST or None, documents=open_documents(case))
    if form.is_valid():
        with form.refusing():
            send_referral(actor=request.user, case=case, new=form.referral(), despite=form.despite, **form.along)
            messages.success(request, _("It is written down who was told. Write the answer here when it comes."))
            return redirect("cases:case_referrals", case.ref)
    return page(request, "cases/referral_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def referral_answer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return act(request, ref, number, AnswerForm(request.POST or None), answer_referral, "cases/referral_answer.html")


@login_required
@require_http_methods(["GET", "POST"])
def referral_finish(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    form = ReferralDoneForm(request.POST or None)
    return act(request, ref, number, form, finish_referral, "cases/referral_finish.html")


@login_required
@require_http_methods(["GET", "POST"])
def referral_revoke(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return act(request, ref, number, RevokeForm(request.POST or None), revoke_referral, "cases/referral_revoke.html")


@login_required
@require_http_methods(["GET", "POST"])
def referral_consent(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The consent it was sent on is taken back."""
    form = ReferralConsentForm(request.POST or None)
    return act(request, ref, number, form, withdraw_referral_consent, "cases/referral_consent.html")


def act(
    request: HttpRequest, ref: str, number: int, form: PlainForm, verb: Callable[..., Referral], template: str
) -> HttpResponse:
    """One act on one referral: its form, and back to the list."""
    referral = get_allowed_or_404(request, Referral, "write_journal", case__ref=ref, number=number)
    if form.is_valid():
        with form.refusing():
            verb(actor=request.user, referral=referral, **form.cleaned_data)
            messages.success(request, _("It is written down."))
            return redirect("cases:case_referrals", ref)
    return page(request, template, {"case": referral.case, "referral": referral}, form=form)
