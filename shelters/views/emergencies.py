"""A bed at night in one step, and the house that says that the person came."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from shelters import forms, selectors, services
from shelters.models import Placement, Shelter
from shelters.rules import night_of
from shelters.services.requests import Wish
from shelters.views.daily import from_tonight
from shelters.views.requests import unapproved


@login_required
@require_http_methods(["GET", "POST"])
def emergency_create(request: HttpRequest, ref: str) -> HttpResponse:
    """One form, one button, and the person has a bed."""
    case = get_allowed_or_404(request, Case, "request_place", ref=ref)
    tonight = night_of(timezone.localtime())
    form = tonight_form(request, case)
    if form.is_valid():
        unit, nights = form.cleaned_data.pop("unit"), form.cleaned_data.pop("nights")
        departure = tonight + timedelta(days=nights)
        wish = Wish(wanted_from=tonight, wanted_to=departure, urgent=True, **form.cleaned_data)
        with form.refusing():
            services.place_at_once(actor=request.user, case=case, unit=unit, wish=wish)
            messages.success(request, placed(unit.shelter))
            return redirect("shelters:case_placements", case.ref)
    context = {"case": case, "tonight": tonight, "here": selectors.here_now(case, request.user, tonight)}
    return page(request, "shelters/emergency_create.html", context, form=form)


def tonight_form(request: HttpRequest, case: Case) -> forms.TonightForm:
    tonight = night_of(timezone.localtime())
    beds = selectors.beds_tonight(request.user, case, tonight)
    offered = selectors.one_of_each(beds)
    houses = {bed.shelter for bed in offered}
    lacking = unapproved(request.user, houses, DateRange(tonight, tonight + timedelta(days=1)))
    proposed = {"contact": selectors.safe_contact(case)}
    return forms.TonightForm(request.POST or None, initial=proposed, beds=beds, offered=offered, unapproved=lacking)


def placed(shelter: Shelter) -> str:
    """What is said when it is done, with the number to ring."""
    said = _("The person has a bed at %(shelter)s tonight. Ring the house, and follow the person there.")
    return said % {"shelter": shelter}


@login_required
@require_POST
def emergency_receive(request: HttpRequest, ref: str) -> HttpResponse:
    """The house has seen the person."""
    stay = get_allowed_or_404(request, Placement, "change", ref=ref)
    try:
        services.confirm_received(actor=request.user, placement=stay)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("It is noted that the person came."))
    return redirect("shelters:tonight" if from_tonight(request) else stay)
