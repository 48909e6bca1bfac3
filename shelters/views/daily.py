"""What a house writes down of a resident: a service, an incident, an absence, and that they are back."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.enums import CodeList
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.forms import PlainForm
from cmm.core.pages import page
from shelters import forms, selectors, services
from shelters.models import HouseNote, Placement, Service
from shelters.selectors.daily import MOST, SHOWN

HOME_BY = 22  # the hour that is proposed
# Heading, the button, and what is said when it is done.
WORDS = {
    "absence": (gettext_lazy("Away"), gettext_lazy("Save"), gettext_lazy("It is noted that the person is away.")),
    "incident": (gettext_lazy("Incident"), gettext_lazy("Save"), gettext_lazy("The incident is written down.")),
    "back": (gettext_lazy("Back in the house"), gettext_lazy("Save"), gettext_lazy("The person is back.")),
    "correct": (gettext_lazy("Correct the note"), gettext_lazy("Save what is true"), gettext_lazy("It is corrected.")),
    "strike": (gettext_lazy("Strike out the line"), gettext_lazy("Strike out"), gettext_lazy("It is struck out.")),
}


def written_of(request: HttpRequest, case_id: int, *, house: int | None = None) -> dict[str, Any]:
    """What is written of a person, for their page: the latest lines, or all one can read."""
    shown = MOST if request.GET.get("lines") == "all" else SHOWN
    diary = selectors.diary_of(case_id, request.user, house=house, shown=shown)
    is_told = diary.has_message and selectors.is_told(request.user, case_id)
    return {"diary": diary, "is_told": is_told, "now": timezone.now()}


def service_line() -> Callable[..., PlainForm]:
    """The line in which a service is logged, today unless it says otherwise."""
    initial = {"given_on": timezone.localdate(), "key": uuid4()}
    return partial(forms.ServiceForm, kinds=codes(CodeList.SERVICE_TYPE), initial=initial)


@login_required
@require_http_methods(["GET", "POST"])
def absence_create(request: HttpRequest, ref: str) -> HttpResponse:
    stay = get_allowed_or_404(request, Placement, "change", ref=ref)
    now = timezone.localtime()
    usual = now.replace(hour=HOME_BY, minute=0)
    initial = {"at": now, "expected_at": usual if now < usual else None}
    form = forms.AbsenceForm(request.POST or None, initial=initial)
    return written(request, "absence", stay, form, partial(services.note_absence, placement=stay))


@login_required
@require_http_methods(["GET", "POST"])
def incident_create(request: HttpRequest, ref: str) -> HttpResponse:
    stay = get_allowed_or_404(request, Placement, "change", ref=ref)
    form = forms.IncidentForm(request.POST or None, initial={"at": timezone.localtime()})
    return written(request, "incident", stay, form, partial(services.write_incident, placement=stay))


@login_required
@require_http_methods(["GET", "POST"])
def absence_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    note = get_allowed_or_404(request, HouseNote, "change", pk=pk)
    form = forms.BackForm(request.POST or None, initial={"back_at": timezone.localtime()})
    return written(request, "back", note.placement, form, partial(services.end_absence, note=note), note=note)


@login_required
@require_http_methods(["GET", "POST"])
def note_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was written first stays readable under what is true."""
    note = get_allowed_or_404(request, HouseNote, "change", pk=pk, kind__in=forms.NOTE_FORMS)
    initial = {"at": timezone.localtime(note.at), "expected_at": note.expected_at, "text": note.text}
    form = forms.NOTE_FORMS[note.kind](request.POST or None, initial=initial)
    return written(request, "correct", note.placement, form, partial(services.correct_note, note=note), note=note)


@login_required
@require_http_methods(["GET", "POST"])
def service_strike(request: HttpRequest, pk: UUID) -> HttpResponse:
    service = get_allowed_or_404(request, Service, "change", pk=pk)
    form = forms.StrikeForm(request.POST or None)
    verb = partial(services.strike_service, service=service)
    return written(request, "strike", service.placement, form, verb, service=service)


def written(
    request: HttpRequest, act: str, stay: Placement, form: PlainForm, verb: Callable[..., Any], **context: Any
) -> HttpResponse:
    """One form about one resident; afterwards whoever came from the night's list is there again."""
    heading, label, done = WORDS[act]
    if form.is_valid():
        with form.refusing():
            row = verb(actor=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect("shelters:tonight" if from_tonight(request) else row)
    told = {"stay": stay, "heading": heading, "label": label, "from_tonight": from_tonight(request)}
    return page(request, "shelters/daily_form.html", told | context, form=form)


def from_tonight(request: HttpRequest) -> bool:
    return request.GET.get("from") == "tonight"
