from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.outreach.enums import StruckAs
from cases.outreach.forms.incidents import IncidentForm, StrikeForm
from cases.outreach.models import Incident
from cases.outreach.selectors.events import counted_by_kind
from cases.outreach.services.incidents import record_incident, strike_incident
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission
from cmm.core.pages import bounded, page


@roles_required("outreach.add_incident")
@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """What happened to those the organisation meets: this year's numbers, and event by event."""
    year = timezone.localdate().year
    rows = Incident.objects.allowed(request.user).select_related("kind", "recorded_by", "contact")
    shown = bounded(rows.order_by("-happened_on", "-pk"), request)
    note_reading(request, shown.rows)
    context = {
        "year": year,
        "leads": has_role_permission(request.user, "outreach.review_contact"),
        "kinds": counted_by_kind(Incident.objects.allowed(request.user), year),
        "incidents": shown,
    }
    return page(request, "outreach/incident_list.html", context)


@roles_required("outreach.add_incident")
@require_http_methods(["GET", "HEAD", "POST"])
def incident_create(request: HttpRequest) -> HttpResponse:
    form = IncidentForm(request.POST or None, kinds=codes(CodeList.STREET_EVENT), initial={"submission_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            record_incident(actor=request.user, **form.told())
            messages.success(request, _("The event is saved."))
            return redirect("outreach:incident_list")
    return page(request, "outreach/incident_create.html", form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident_strike(request: HttpRequest, pk: int) -> HttpResponse:
    incident = get_allowed_or_404(request, Incident, "change", pk=pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            strike_incident(actor=request.user, incident=incident, reason=StruckAs(form.cleaned_data["reason"]))
            messages.success(request, _("The event is struck."))
            return redirect("outreach:incident_list")
    return page(request, "outreach/incident_strike.html", {"incident": incident}, form=form)
