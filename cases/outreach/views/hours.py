from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.outreach.forms.hours import HoursForm
from cases.outreach.models import ServiceHours
from cases.outreach.selectors.clock import hours_of
from cases.outreach.services.hours import set_hours
from cmm.accounts.doors import roles_required
from cmm.accounts.enums import Capability
from cmm.core.pages import bounded, page


@roles_required("outreach.add_servicehours")
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """When the organisation's service day begins, what it was before, and another hour from some day on."""
    if Capability.OUTREACH not in request.user.organisation.capabilities:
        raise Http404
    today = timezone.localdate()
    held = hours_of(request.user.organisation)
    form = HoursForm(request.POST or None, initial={"valid_from": today, "name": held.terms(today).name})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            set_hours(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The hours of your day are saved."))
            return redirect("outreach:hours")
    rows = ServiceHours.objects.allowed(request.user).select_related("set_by").order_by("-valid_from", "-pk")
    context = {"now": held.terms(today), "default": held.default, "rows": bounded(rows, request)}
    return page(request, "outreach/hours.html", context, form=form)
