"""The periods of a case: what happened, where each clock stands, and why."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.selectors import acts_on
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.enums import PeriodAct, PeriodKind
from identification.forms import ActForm, CorrectionForm, ExtendForm, PeriodForm
from identification.models import Period
from identification.selectors.departures import departures_of
from identification.selectors.periods import open_acts, periods_of
from identification.services import correct_act, extend_period, offer_period, record_act

ACTS = {act.value for act in PeriodAct} - {"offered", "extended", "override", "withdrawn"}


@login_required
@require_safe
def period_list(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, ref=ref)
    may = "set_periods" in acts_on(request.user, case)
    periods = [(running, open_acts(running) if may else []) for running in periods_of(request.user, case)]
    return page(
        request,
        "identification/period_list.html",
        {
            "case": case,
            "periods": periods,
            "left": departures_of(request.user, case),
            "may": may,
            "today": timezone.localdate(),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def period_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "set_periods", ref=ref)
    kind = PeriodKind.REFLECTION if case.authority == "us" else PeriodKind.RESTITUTION
    form = PeriodForm(request.POST or None, initial={"on": timezone.localdate(), "kind": kind})
    if form.is_valid():
        with form.refusing():
            period = offer_period(actor=request.user, case=case, **form.cleaned_data)
            messages.success(request, _("The period is recorded as offered."))
            return redirect(period)
    return page(request, "identification/period_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def period_act(request: HttpRequest, ref: str, number: int, act: str) -> HttpResponse:
    period = door(request, ref, number)
    if act not in ACTS:
        raise Http404
    form = ActForm(request.POST or None, initial=now(period))
    if form.is_valid():
        with form.refusing():
            record_act(actor=request.user, period=period, act=act, **form.cleaned_data)
            return done(request, period)
    return page(request, "identification/period_act.html", context(period, PeriodAct(act).label), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def period_extend(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    period = door(request, ref, number)
    form = ExtendForm(request.POST or None, initial=now(period) | {"applied_on": timezone.localdate()})
    if form.is_valid():
        told = {"seen": form.cleaned_data["seen"], "extension": form.extension()}
        with form.refusing():
            extend_period(actor=request.user, period=period, **told)
            return done(request, period)
    return page(request, "identification/period_act.html", context(period, _("Extend the period")), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def period_correct(request: HttpRequest, ref: str, number: int, event: int) -> HttpResponse:
    period = door(request, ref, number)
    row = get_object_or_404(period.events.all(), number=event)
    form = CorrectionForm(request.POST or None, initial=now(period) | {"on": row.on})
    if form.is_valid():
        told = {"seen": form.cleaned_data["seen"], "on": form.right_day, "reason": form.cleaned_data["reason"]}
        with form.refusing():
            correct_act(actor=request.user, period=period, event=row, **told)
            return done(request, period)
    heading = _("Correct: %(act)s") % {"act": row.get_act_display().lower()}
    return page(request, "identification/period_act.html", context(period, heading), form=form)


def door(request: HttpRequest, ref: str, number: int) -> Period:
    case = get_allowed_or_404(request, Case, "set_periods", ref=ref)
    period = get_object_or_404(Period.objects.allowed(request.user, "set_periods"), case=case, number=number)
    period.case = case
    return period


def now(period: Period) -> dict[str, Any]:
    """What a form begins with: today, and how much of the period its reader has seen."""
    return {"on": timezone.localdate(), "seen": period.events.count()}


def context(period: Period, heading: Any) -> dict[str, Any]:
    return {"case": period.case, "period": period, "heading": heading}


def done(request: HttpRequest, period: Period) -> HttpResponse:
    messages.success(request, _("It is recorded, and the clock is counted anew."))
    return redirect(period)
