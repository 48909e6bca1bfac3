from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.outreach.forms.corrections import CorrectionForm, VersionForm, said_by
from cases.outreach.models import Contact, Venue
from cases.outreach.selectors.clock import hours_of
from cases.outreach.selectors.codes import codes_for
from cases.outreach.selectors.stops import venues_for
from cases.outreach.services.versions import choose_version, correct_contact
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.errors import Conflict, RuleError
from cmm.core.pages import page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_correct(request: HttpRequest, ref: str) -> HttpResponse:
    """The contact's form with what it says; what is sent is added to it."""
    contact = get_allowed_or_404(request, Contact, "change", ref=ref)
    form = correction_form(request, contact)
    if request.method == "POST" and form.is_valid():
        on_top_of = form.cleaned_data["on_top_of"]
        try:
            correct_contact(actor=request.user, contact=contact, on_top_of=on_top_of, facts=form.facts())
        except (Conflict, RuleError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The correction is saved. What stood before can still be read."))
            return redirect(contact)
    return page(request, "outreach/contact_correct.html", {"contact": contact, "round": contact.round}, form=form)


def correction_form(request: HttpRequest, contact: Contact) -> CorrectionForm:
    hours: Any = hours_of(request.user.organisation_id)
    return CorrectionForm(
        request.POST or None,
        contact=contact,
        venues=venues_for(Venue.objects.allowed(request.user), contact),
        codes=codes_for(contact),
        rounds=[contact.round] if contact.round else [],
        day=hours.terms(timezone.localdate()).name,
        initial={"submission_key": uuid4()} | said_by(contact),
    )


@login_required
@require_POST
def version_choose(request: HttpRequest, ref: str) -> HttpResponse:
    contact = get_allowed_or_404(request, Contact, "change", ref=ref)
    form = VersionForm(request.POST, versions=list(contact.versions.all()))
    if form.is_valid():
        choose_version(actor=request.user, contact=contact, number=form.cleaned_data["number"])
        messages.success(request, _("This version counts now."))
    else:
        messages.warning(request, _("Choose which version counts."))
    return redirect(contact)
