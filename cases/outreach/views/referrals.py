"""From a contact to CMM: one step with the consent as given, and afterwards the status and nothing else."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Handover
from cases.outreach.forms.referrals import ReferralForm
from cases.outreach.models import Contact, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.services.referrals import refer
from cases.selectors.handovers import handed_over
from cases.services import withdraw_handover
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.core.forms import PlainForm
from cmm.core.pages import page

EARLIER = 5


@roles_required("cases.add_handover")
@require_http_methods(["GET", "HEAD", "POST"])
def referral_create(request: HttpRequest) -> HttpResponse:
    """Three touches: what the person says yes to, how CMM reaches them, and send."""
    contact = contact_of(request)
    form = ReferralForm(
        request.POST or None,
        venues=Venue.objects.allowed(request.user).active(),
        codes=phone_codes(),
        initial={"submission_key": uuid4(), "said": "own_language", "urgency": "can_wait"} | seen_in(contact),
    )
    context: dict[str, Any] = {"contact": contact}
    if form.is_valid():
        if form.is_no:
            return page(request, "outreach/referral_no.html", context)
        with form.refusing():
            handover = refer(actor=request.user, new=form.handover(), contact=contact)
            return redirect("outreach:referral_detail", handover.ref)
    return page(request, "outreach/referral_create.html", context, form=form)


def contact_of(request: HttpRequest) -> Contact | None:
    """The contact the page was opened from; another organisation's is none at all."""
    ref = request.GET.get("contact")
    return get_allowed_or_404(request, Contact, ref=ref) if ref else None


def seen_in(contact: Contact | None) -> dict[str, Any]:
    """What the worker may tell of a contact. They see it before it is sent, and take out what they like."""
    if contact is None:
        return {}
    signs = ", ".join(str(sign) for sign in contact.signs.all())
    language = {"language": contact.language.code} if contact.language else {}
    return {"sex": contact.sex, "age_band": contact.age_band, "note": signs} | language


@login_required
@require_safe
def referral_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """Where it stands, and where the earlier ones do."""
    handover = get_allowed_or_404(request, Handover, "follow", ref=ref)
    earlier = list(handed_over(request.user).exclude(pk=handover.pk)[:EARLIER])
    note_reading(request, earlier, action="follow")
    return page(request, "outreach/referral_detail.html", {"handover": handover, "earlier": earlier})


@login_required
@require_http_methods(["GET", "POST"])
def referral_withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    handover = get_allowed_or_404(request, Handover, "withdraw", ref=ref)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusing():
            withdraw_handover(actor=request.user, handover=handover)
            messages.success(request, _("CMM is told that the person has withdrawn the consent."))
            return redirect("outreach:referral_detail", handover.ref)
    return page(request, "outreach/referral_withdraw.html", {"handover": handover}, form=form)
