from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.enums import CodeList
from cases.outreach.forms.rounds import CloseForm, CompanyForm, StartForm, StopForm
from cases.outreach.models import Round, Venue
from cases.outreach.night import night_of
from cases.outreach.selectors.clock import hours_of
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.selectors.counting import counters_of
from cases.outreach.selectors.rounds import (
    colleagues_of,
    earlier_rounds,
    ended_rounds,
    events_in,
    given_in,
    last_contact,
    names_on,
    running_round,
    unclear_in,
)
from cases.outreach.selectors.stops import stops_of
from cases.outreach.services.rounds import arrive_at, end_round, start_round, walk_with
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.core.errors import RuleError
from cmm.core.pages import page


@roles_required("outreach.add_contact")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where to go; while a round runs, the way back into it."""
    running = running_round(request.user)
    if running is None:
        return start_page(request, start_form(request))
    context = {
        "round": running,
        "counters": counters_of(running.contacts.all()),
        "ended": ended_rounds(request.user),
        "now": timezone.now(),
    }
    return page(request, "outreach/resume.html", context)


@roles_required("outreach.add_contact")
@require_POST
def round_start(request: HttpRequest) -> HttpResponse:
    form = start_form(request, request.POST)
    if form.is_valid():
        try:
            return redirect(start_round(actor=request.user, **form.terms()))
        except RuleError as refused:
            form.refuse(refused)
    return start_page(request, form)


def start_form(request: HttpRequest, told: Any = None) -> StartForm:
    venues = Venue.objects.allowed(request.user).active()
    return StartForm(
        told,
        rounds=earlier_rounds(request.user),
        venues=venues,
        codes=phone_codes(),
        colleagues=colleagues_of(request.user),
    )


def start_page(request: HttpRequest, form: StartForm) -> HttpResponse:
    now = timezone.now()
    context = {
        "ended": ended_rounds(request.user),
        "now": now,
        "night": night_of(hours_of(request.user.organisation_id), now),
    }
    return page(request, "outreach/start.html", context, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The three counters so far, where we are, and what was saved last."""
    one_round = get_allowed_or_404(request, Round, "change" if request.method == "POST" else "view", ref=ref)
    stops, last = stops_of(one_round), last_contact(one_round)
    form = StopForm(
        request.POST or None, venues=[stop.venue for stop in stops], initial={"venue": str(one_round.venue_id)}
    )
    if request.method == "POST" and form.is_valid():
        arrive_at(actor=request.user, one_round=one_round, venue=form.cleaned_data["venue"])
        return redirect(one_round)
    note_reading(request, [last] if last else [])
    context = {
        "round": one_round,
        "counters": counters_of(one_round.contacts.all()),
        "stops": stops,
        "last": last,
        "own": request.user.pk in one_round.walkers,
        "names": names_on(one_round),
    }
    return page(request, "outreach/round_detail.html", context, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_company(request: HttpRequest, ref: str) -> HttpResponse:
    """Who walks the round."""
    one_round = get_allowed_or_404(request, Round, "change", ref=ref)
    colleagues = colleagues_of(one_round.worker)
    told = request.POST if request.method == "POST" else None
    form = CompanyForm(told, colleagues=colleagues, initial={"companions": [str(pk) for pk in one_round.companions]})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            walk_with(actor=request.user, one_round=one_round, companions=form.cleaned_data["companions"])
            return redirect(one_round)
    return page(request, "outreach/round_company.html", {"round": one_round}, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: HttpRequest, ref: str) -> HttpResponse:
    """The counters with their derivation; handing in ends the round."""
    one_round = get_allowed_or_404(request, Round, "change", ref=ref)
    told = request.POST if request.method == "POST" else None
    form = CloseForm(told, things=phone_codes()[CodeList.GIVEN]) if one_round.is_running else None
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is None:
            return handed_in(request)
        said = {"ended_at": form.cleaned_data["ended_at"], "handed_out": form.handed_out()}
        with form.refusing():
            end_round(actor=request.user, one_round=one_round, **said)
            return handed_in(request)
    unclear = unclear_in(one_round, request.user)
    note_reading(request, unclear)
    return page(request, "outreach/round_close.html", closing(one_round) | {"unclear": unclear}, form=form)


def handed_in(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The round is handed in."))
    return redirect("outreach:start")


def closing(one_round: Round) -> dict[str, Any]:
    stops, until = stops_of(one_round), one_round.ended_at or timezone.now()
    return {
        "round": one_round,
        "counters": counters_of(one_round.contacts.all()),
        "visited": [stop for stop in stops if stop.since],
        "given": given_in(one_round),
        "events": events_in(one_round),
        "names": names_on(one_round),
        "night": night_of(hours_of(one_round.organisation_id), one_round.started_at, until),
    }
