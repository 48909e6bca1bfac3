"""Somebody says no: a record that can be counted, and by which nobody can be found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import RefusalForm
from cases.models import Inquiry
from cases.selectors import refusals
from cases.services import NewRefusal, record_refusal
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page


@roles_required("cases.view_refusal")
@require_safe
def refusal_list(request: HttpRequest) -> HttpResponse:
    return page(request, "cases/refusal_list.html", {"refusals": bounded(refusals(request.user), request)})


@roles_required("cases.add_refusal")
@require_http_methods(["GET", "POST"])
def refusal_create(request: HttpRequest) -> HttpResponse:
    ref = request.GET.get("inquiry", "")
    inquiry = get_allowed_or_404(request, Inquiry, "change", ref=ref) if ref else None
    form = RefusalForm(request.POST or None, initial={"region": inquiry.region} if inquiry else {})
    if form.is_valid():
        with form.refusing():
            record_refusal(actor=request.user, new=NewRefusal(**form.cleaned_data), inquiry=inquiry)
            messages.success(request, _("The person is counted, and cannot be found again here."))
            return redirect(inquiry or "cases:refusal_list")
    return page(request, "cases/refusal_create.html", {"inquiry": inquiry}, form=form)
