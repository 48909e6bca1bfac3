"""What was put aside, for the leader: accepted as mended, or left uncounted with a reason. Nothing is deleted."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.outreach.enums import Act
from cases.outreach.forms.quarantine import LeaveForm
from cases.outreach.forms.reading import Fields, mended_form, reader
from cases.outreach.models import Phone, SealedContact, SealingKey
from cases.outreach.models.sealed import LATE
from cases.outreach.services.outings import act_of
from cases.outreach.services.quarantine import accept_outing, accept_sealed, leave_sealed
from cases.outreach.services.syncing import fields_of
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.core.errors import RuleError
from cmm.core.forms import PlainForm
from cmm.core.pages import bounded, page

PHONES_SHOWN = 20
LATE_SHOWN = timedelta(days=7)


@roles_required("outreach.settle_sealedcontact")
@require_safe
def quarantine(request: HttpRequest) -> HttpResponse:
    sealed = SealedContact.objects.allowed(request.user, "settle").select_related("sender")
    rows = bounded(sealed.aside().newest_first(), request)
    note_reading(request, rows.rows, action="settle")
    now = timezone.now()
    waiting = Phone.objects.allowed(request.user).waiting_since_before(now - LATE).select_related("user")
    context = {
        "aside": rows,
        "phones": list(waiting[:PHONES_SHOWN]),
        "late": sealed.filter(late=True, received_at__gt=now - LATE_SHOWN).count(),
        "key": SealingKey.objects.allowed(request.user, "change").in_use().first(),
    }
    return page(request, "outreach/quarantine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sealed_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, where it can be opened, to be mended and counted."""
    sealed = get_allowed_or_404(request, SealedContact, "settle", pk=pk)
    fields = fields_of(sealed)
    form = None
    if fields is not None and sealed.is_waiting and (act := act_of(fields)):
        return outing_detail(request, sealed, fields, act)
    if fields is not None and sealed.is_waiting:
        form = mended_form(request.user, sealed.sender, fields, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                accept_sealed(actor=request.user, sealed=sealed, facts=form.facts())
            except RuleError as refused:
                form.refuse(refused)
            else:
                messages.success(request, _("The contact is counted."))
                return redirect("outreach:quarantine")
    return sealed_page(request, sealed, form, LeaveForm())


def outing_detail(request: HttpRequest, sealed: SealedContact, fields: Fields, act: Act) -> HttpResponse:
    """A round begun or ended on the phone: stored as it was, or left."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            accept_outing(actor=request.user, sealed=sealed, fields=fields, read=reader(request.user).terms)
            messages.success(request, _("The round is stored."))
            return redirect("outreach:quarantine")
    context = {"sealed": sealed, "act": act, "leaving": LeaveForm()}
    return page(request, "outreach/sealed_detail.html", context, form=form)


@login_required
@require_POST
def sealed_leave(request: HttpRequest, pk: int) -> HttpResponse:
    sealed = get_allowed_or_404(request, SealedContact, "settle", pk=pk)
    leaving = LeaveForm(request.POST)
    if leaving.is_valid():
        with leaving.refusing():
            leave_sealed(actor=request.user, sealed=sealed, why=leaving.cleaned_data["why"])
            messages.success(request, _("The contact stays uncounted. It is not deleted."))
            return redirect("outreach:quarantine")
    return sealed_page(request, sealed, None, leaving)


def sealed_page(request: HttpRequest, sealed: SealedContact, form: Any, leaving: LeaveForm) -> HttpResponse:
    shown = request.method == "POST"
    failed = leaving if leaving.is_bound else form if shown else None
    context = {"sealed": sealed, "contact_form": form, "leaving": leaving, "shown": shown}
    return page(request, "outreach/sealed_detail.html", context, form=failed)
