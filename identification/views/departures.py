"""The day somebody left for a prepared return."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.forms import DepartureCorrectionForm, DepartureForm
from identification.models import Departure
from identification.services import correct_departure, record_departure


@login_required
@require_http_methods(["GET", "POST"])
def departure_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "set_periods", ref=ref)
    form = DepartureForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            record_departure(actor=request.user, case=case, **form.cleaned_data)
            return done(request, case)
    context = {"case": case, "heading": _("Record the day of departure")}
    return page(request, "identification/period_act.html", context, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def departure_correct(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "set_periods", ref=ref)
    row = get_object_or_404(Departure.objects.allowed(request.user, "set_periods"), case=case, number=number)
    row.case = case
    form = DepartureCorrectionForm(request.POST or None, initial={"on": row.departed_on})
    if form.is_valid():
        told = {"on": form.right_day, "reason": form.cleaned_data["reason"]}
        with form.refusing():
            correct_departure(actor=request.user, departure=row, **told)
            return done(request, case)
    context = {"case": case, "heading": _("Correct the day of departure")}
    return page(request, "identification/period_act.html", context, form=form)


def done(request: HttpRequest, case: Case) -> HttpResponse:
    messages.success(request, _("It is recorded, and the clock is counted anew."))
    return redirect(f"{reverse('identification:period_list', args=[case.ref])}#after-return")
