from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.outreach.forms.looks import LookForm
from cases.outreach.models import PhoneLook
from cases.outreach.selectors.looks import look_of
from cases.outreach.services.looks import set_look
from cmm.accounts.doors import roles_required
from cmm.accounts.enums import Capability
from cmm.core.pages import bounded, page


@roles_required("outreach.add_phonelook")
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """What the phone pages are called on a phone, what they were called before, and another name and picture."""
    if Capability.OUTREACH not in request.user.organisation.capabilities:
        raise Http404
    held = look_of(request.user)
    form = LookForm(request.POST or None, initial={"name": held.name, "icon": held.icon})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            set_look(actor=request.user, **form.cleaned_data)
            messages.success(request, _("Name and picture are saved."))
            return redirect("outreach:look")
    rows = PhoneLook.objects.allowed(request.user).select_related("set_by").order_by("-pk")
    return page(request, "outreach/look.html", {"look": held, "rows": bounded(rows, request)}, form=form)
