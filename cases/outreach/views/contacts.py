from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.outreach.forms.contacts import ContactFilterForm, ContactForm, presets_of
from cases.outreach.models import Contact, Venue
from cases.outreach.selectors.clock import hours_of
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.selectors.counting import days_of, period_of
from cases.outreach.selectors.rounds import rounds_to_record_in, running_round, unfinished_rounds
from cases.outreach.selectors.versions import versions_of
from cases.outreach.services.contacts import LISTS, record_contact
from cases.outreach.week import chart_of, span_of
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import can
from cmm.core.danish import danish
from cmm.core.errors import Conflict, RuleError
from cmm.core.pages import bounded, page

SHOWN = 5  # rounds waiting to be handed in; more than these are for another day


@roles_required("outreach.add_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def contact_create(request: HttpRequest) -> HttpResponse:
    """The contact: a few touches, one key, and back to the round or straight on to the next."""
    running = running_round(request.user)
    form = contact_form(request, running)
    if request.method == "POST" and form.is_valid():
        try:
            contact = record_contact(actor=request.user, facts=form.facts())
        except Conflict as refused:
            form = with_new_key(form)
            form.refuse(refused)
        except RuleError as refused:
            form.refuse(refused)
        else:
            return after(request, contact)
    context = {
        "round": running,
        "number": running.contacts.count() + 1 if running else None,
        "now": timezone.now(),
        "saved": "saved" in request.GET and request.method != "POST",
    }
    return page(request, "outreach/contact_create.html", context, form=form)


def contact_form(request: HttpRequest, running: Any) -> ContactForm:
    return ContactForm(
        request.POST or None,
        venues=Venue.objects.allowed(request.user).active(),
        codes=phone_codes(),
        rounds=rounds_to_record_in(request.user),
        day=hours_of(request.user.organisation_id).terms(timezone.localdate()).name,
        initial={"submission_key": uuid4()} | presets_of(running),
    )


def with_new_key(form: ContactForm) -> ContactForm:
    """The same answers under a fresh key: saved again they are a contact of their own."""
    form.data = form.data.copy()
    form.data["submission_key"] = str(uuid4())
    return form


def after(request: HttpRequest, contact: Contact) -> HttpResponse:
    if contact.may_be_a_child:
        messages.warning(request, _("Possibly a child. Talk to your leader tonight."))
    if request.POST.get("next") == "new":
        return redirect(f"{reverse('outreach:contact_create')}?saved")
    messages.success(request, _("Saved. The contact is received."))
    return redirect(contact.round or "outreach:start")


@login_required
@require_safe
def contact_detail(request: HttpRequest, ref: str) -> HttpResponse:
    contact = get_allowed_or_404(request, Contact, "view", ref=ref)
    lists = {name: list(getattr(contact, name).all()) for name in LISTS}
    context = {
        "contact": contact,
        "incidents": list(contact.incidents.filter(struck_at__isnull=True).select_related("kind").order_by("pk")),
        "versions": versions_of(contact),
        "may_correct": can(request.user, "change", contact),
    }
    return page(request, "outreach/contact_detail.html", context | lists)


@roles_required("outreach.view_contact")
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """The organisation's own contacts of a week or a period, and what they count as."""
    venues = Venue.objects.allowed(request.user).order_by(danish("name"), "pk")
    form = ContactFilterForm(request.GET or None, venues=venues)
    chosen = form.chosen() if form.is_bound else {}
    hours = hours_of(request.user.organisation_id)
    span = span_of(chosen.get("start"), chosen.get("end"), hours)
    contacts = Contact.objects.allowed(request.user).between(span.first, span.last)
    if chosen.get("venue"):
        contacts = contacts.at(chosen["venue"])
    days = days_of(contacts)
    rows = contacts.select_related("venue", "contact_type", "recorded_by").newest_first()
    shown = bounded(rows, request)
    note_reading(request, shown.rows)
    context = {
        "form": form,
        "span": span,
        "days": days,
        "chart": chart_of(days),
        "period": period_of(contacts, days),
        "contacts": shown,
        "unfinished": list(unfinished_rounds(request.user, hours)[:SHOWN]),
    }
    return page(request, "outreach/contact_list.html", context)
