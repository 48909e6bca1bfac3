"""Keeping the houses and their places: what is true of them, and no person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.enums import CodeList
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page
from shelters import forms, selectors
from shelters.models import Shelter
from shelters.services import add_unit, change_shelter, change_unit, open_shelter
from shelters.services.units import Room


@roles_required("shelters.add_shelter")
@require_http_methods(["GET", "POST"])
def shelter_create(request: HttpRequest) -> HttpResponse:
    form = forms.NewHouseForm(request.POST or None, organisations=selectors.running_shelters(), **lists())
    if form.is_valid():
        organisation = form.cleaned_data.pop("organisation")
        with form.refusing():
            shelter = open_shelter(actor=request.user, organisation=organisation, house=form.cleaned_data)
            messages.success(request, _("%(shelter)s is in the register. Add its places.") % {"shelter": shelter})
            return redirect(shelter)
    return page(request, "shelters/shelter_create.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def shelter_edit(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    form = forms.ChangeHouseForm(request.POST or None, initial=forms.house_initial(shelter), **lists())
    if form.is_valid():
        active = form.cleaned_data.pop("active")
        with form.refusing():
            change_shelter(actor=request.user, shelter=shelter, house=form.cleaned_data, active=active)
            messages.success(request, _("What stands about the shelter has been changed."))
            return redirect(shelter)
    return page(request, "shelters/shelter_edit.html", {"shelter": shelter}, form=form)


def lists() -> dict[str, Any]:
    """What can be chosen of a house."""
    return {"kinds": codes(CodeList.ACCOMMODATION_TYPE), "services": codes(CodeList.SERVICE_TYPE)}


@login_required
@require_http_methods(["GET", "POST"])
def unit_create(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    beginning = {"kind": "bed", "beds": 1, "position": selectors.next_position(shelter)}
    form = forms.UnitForm(request.POST or None, initial=beginning)
    if form.is_valid():
        with form.refusing():
            unit = add_unit(actor=request.user, shelter=shelter, room=Room(**form.cleaned_data))
            messages.success(request, _("%(unit)s can be given from now on.") % {"unit": unit})
            return redirect(shelter)
    return page(request, "shelters/unit_create.html", {"shelter": shelter}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    unit = selectors.unit_of(shelter, pk)
    if unit is None:
        raise Http404
    form = forms.ChangeUnitForm(request.POST or None, initial=forms.unit_initial(unit))
    if form.is_valid():
        with form.refusing():
            change_unit(actor=request.user, unit=unit, room=Room(**form.cleaned_data))
            messages.success(request, _("The place has been changed."))
            return redirect(shelter)
    return page(request, "shelters/unit_edit.html", {"shelter": shelter, "unit": unit}, form=form)
