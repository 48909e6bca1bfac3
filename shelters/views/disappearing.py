"""Somebody did not come back, or did after all; and the contact person has seen it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from shelters import forms, selectors, services
from shelters.enums import NoteKind
from shelters.models import HouseNote, Placement
from shelters.rules import night_of
from shelters.views.daily import from_tonight


@login_required
@require_http_methods(["GET", "POST"])
def disappearance_create(request: HttpRequest, ref: str) -> HttpResponse:
    """One step: the day stands there, and the rest may wait."""
    stay = get_allowed_or_404(request, Placement, "change", ref=ref)
    form = forms.GoneForm(request.POST or None, initial={"on": night_of(timezone.localtime())})
    if form.is_valid():
        with form.refusing():
            note = services.report_disappeared(actor=request.user, placement=stay, **form.cleaned_data)
            messages.success(request, _("It is reported. The contact person is told, and the place is free."))
            return redirect("shelters:tonight" if from_tonight(request) else note)
    context = {"stay": stay, "from_tonight": from_tonight(request)}
    return page(request, "shelters/disappearance_create.html", context, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def return_create(request: HttpRequest, ref: str) -> HttpResponse:
    """The person came back: to the same place if it is still free, else to another."""
    stay = get_allowed_or_404(request, Placement, "change", ref=ref)
    reports = HouseNote.objects.allowed(request.user, "change").select_related("placement")
    note = get_object_or_404(reports, placement=stay, kind=NoteKind.DISAPPEARED)
    units = selectors.places_for_return(request.user, note, night_of(timezone.localtime()))
    form = forms.ReturnForm(request.POST or None, units=units, initial={"unit": stay.unit_id})
    if form.is_valid():
        with form.refusing():
            back = services.take_back(actor=request.user, note=note, **form.cleaned_data)
            messages.success(request, _("The person is back, and the contact person is told."))
            return redirect(back)
    return page(request, "shelters/return_create.html", {"stay": stay, "note": note}, form=form)


@login_required
@require_http_methods(["POST"])
def note_seen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever works on the case has read the message."""
    note = get_allowed_or_404(request, HouseNote, pk=pk)
    case = get_allowed_or_404(request, Case, "write_journal", pk=note.case_id)
    try:
        services.see_note(actor=request.user, note=note)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("You have seen it. Write in the case what you do."))
    return redirect("shelters:case_placements", case.ref)
