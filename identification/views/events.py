"""The course of events, part by part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cmm.core.errors import Conflict
from cmm.core.pages import page
from identification.forms import EventForm, WithdrawalForm
from identification.models import Event
from identification.rules.grounds import Grounds
from identification.selectors.events import event_called, events_of
from identification.selectors.pages import open_assessment
from identification.selectors.texts import grounds_of
from identification.services import correct_event, record_event, withdraw_event
from identification.views.observations import opened_case
from identification.views.reading import beside


def around(case: Case, reader: Any) -> dict[str, Any]:
    """The steps and the panel of the assessment under way, or of none."""
    assessment = open_assessment(case)
    grounds = grounds_of(assessment) if assessment else Grounds()
    return beside(assessment, case, grounds, step="events", reader=reader)


@login_required
@require_safe
def event_list(request: HttpRequest, ref: str) -> HttpResponse:
    case = opened_case(request, ref)
    standing, closed = events_of(case)
    context = around(case, request.user) | {"events": standing, "closed": closed}
    return page(request, "identification/event_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def event_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = opened_case(request, ref)
    form = EventForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            record_event(actor=request.user, case=case, new=form.event())
            messages.success(request, _("The event is saved."))
            return redirect("identification:event_list", case.ref)
    return page(request, "identification/event_form.html", around(case, request.user), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def event_edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Another takes its place. Where somebody did so meanwhile, what stands now is beside what was typed."""
    case = opened_case(request, ref)
    event = called(case, number)
    form = EventForm(request.POST or None, stands=event)
    if form.is_valid():
        try:
            correct_event(actor=request.user, event=event, new=form.event())
        except Conflict as refused:
            form.refuse(refused)
            event = called(case, number)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The event is corrected. The one before stands in the history."))
            return redirect("identification:event_list", case.ref)
    context = around(case, request.user) | {"event": event, "stands": standing(event)}
    return page(request, "identification/event_form.html", context, form=form)


def standing(event: Event) -> Event | None:
    """What stands now in the place of one that was corrected; nothing where it was withdrawn."""
    while not event.is_standing:
        found = getattr(event, "corrected_by", None)
        if found is None:
            return None
        event = found
    return event


@login_required
@require_http_methods(["GET", "POST"])
def event_withdraw(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = opened_case(request, ref)
    event, form = called(case, number), WithdrawalForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            withdraw_event(actor=request.user, event=event, **form.cleaned_data)
            messages.success(request, _("The event is withdrawn. It stands in the history with your reason."))
            return redirect("identification:event_list", case.ref)
    return page(request, "identification/event_withdraw.html", {"case": case, "event": event}, form=form)


def called(case: Case, number: int) -> Event:
    event = event_called(case, number)
    if event is None:
        raise Http404
    event.case = case
    return event
