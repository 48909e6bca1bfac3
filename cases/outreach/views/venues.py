from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.outreach.forms.venues import VenueEditForm, VenueForm
from cases.outreach.models import Venue
from cases.outreach.selectors.stops import with_use
from cases.outreach.services.venues import add_venue, change_venue
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page


@roles_required("outreach.view_venue")
@require_safe
def venue_list(request: HttpRequest) -> HttpResponse:
    venues = with_use(Venue.objects.allowed(request.user))
    return page(request, "outreach/venue_list.html", {"venues": bounded(venues, request)})


@roles_required("outreach.add_venue")
@require_http_methods(["GET", "HEAD", "POST"])
def venue_create(request: HttpRequest) -> HttpResponse:
    form = VenueForm(
        request.POST or None, codes=codes(CodeList.VENUE_TYPE), municipalities=codes(CodeList.MUNICIPALITY)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            venue = add_venue(actor=request.user, **form.cleaned_data)
            messages.success(request, _("%(venue)s is on your list.") % {"venue": venue})
            return redirect("outreach:venue_list")
    return page(request, "outreach/venue_create.html", form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def venue_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a place is counted under."""
    venue = get_allowed_or_404(request, Venue, "change", pk=pk)
    form = VenueEditForm(
        request.POST or None,
        codes=codes(CodeList.VENUE_TYPE, keep=venue.venue_type_id),
        municipalities=codes(CodeList.MUNICIPALITY, keep=venue.municipality_id),
        initial={"venue_type": venue.venue_type_id, "municipality": venue.municipality_id},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            change_venue(actor=request.user, venue=venue, **form.cleaned_data)
            messages.success(request, _("%(venue)s is counted there from now on.") % {"venue": venue})
            return redirect("outreach:venue_list")
    return page(request, "outreach/venue_edit.html", {"venue": venue}, form=form)
