"""Who the person is: masked until somebody asks, one group at a time, and every asking is logged."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import IdentityGroup
from cases.forms import IDENTITY_FORMS, ParticularsForm, facts_of
from cases.models import Case, Identity
from cases.selectors import acts_on, closed_group, identity_of, notes_on
from cases.selectors.duplicates import resembling
from cases.services import change_identity, record_identity, reveal_identity
from cases.views.reasons import in_words
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import read_by
from cmm.audit.enums import Surface
from cmm.core.pages import page

# How long a group stands open on the screen; the server's page goes back by itself, with or without a script.
SECONDS = 60


@roles_required("cases.view_identity")
@require_safe
def identity(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, ref=ref)
    found = identity_of(request.user, case)
    context = {
        "case": case,
        "identity": found,
        "groups": [closed_group(name, found) for name in IdentityGroup.values],
        "may_change": may_change(request, case, found),
    }
    return page(request, "cases/identity.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def identity_group(request: HttpRequest, ref: str, group: str) -> HttpResponse:
    """Opens a group for a minute. The address alone, kept somewhere or come back to, leads to the hidden groups."""
    if request.method == "GET":
        return redirect("cases:identity", ref)
    case, found = door(request, ref, group)
    opened = reveal_identity(actor=request.user, identity=found, group=group)
    shown = closed_group(group, found)
    shown = replace(shown, facts=facts_of(opened, group), notes=notes_on(request.user, found, group))
    context = {"case": case, "group": shown, "may_change": may_change(request, case, found), "seconds": SECONDS}
    if request.htmx:
        return page(request, "cases/_identity_group.html", context)
    response = page(request, "cases/identity_group.html", context)
    response["Refresh"] = f"{SECONDS}; url={reverse('cases:identity', args=[case.ref])}"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def identity_edit(request: HttpRequest, ref: str, group: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    found = identity_of(request.user, case, "change")
    form = blank_form(request, group) if request.method == "POST" else filled_form(request, found, group)
    if form.is_valid():
        with form.refusing():
            saved = save(request, case, found, form)
            messages.success(request, _("What is known of the person’s identity is saved."))
            for note in notes_on(request.user, saved, group):
                messages.warning(request, note)
            tell_of_duplicates(request, saved)
            return redirect("cases:identity", case.ref)
    context = {"case": case, "group": group, "label": IdentityGroup(group).label}
    return page(request, "cases/identity_edit.html", context, form=form)


def tell_of_duplicates(request: HttpRequest, saved: Identity) -> None:
    """Who among those the reader may see may be the same person, and why; the check behind walls is not theirs."""
    found = resembling(request.user, saved)
    # The words stand on the next page; that they are shown is written with the act that calls them up.
    read_by(request.user, "cases:identity_edit", [one.case for one in found], surface=Surface.LIST)
    for one in found:
        told = {"ref": one.case.ref, "name": one.case.victim.code_name, "why": ". ".join(in_words(one.reasons))}
        messages.warning(request, _("May be the same person as %(name)s in %(ref)s. %(why)s.") % told)


def door(request: HttpRequest, ref: str, group: str) -> tuple[Case, Identity]:
    """The case and what is recorded of its person; a stranger, a typo and an empty group get the same 404."""
    case = get_allowed_or_404(request, Case, ref=ref)
    found = identity_of(request.user, case)
    if group not in IdentityGroup.values or getattr(found, group, None) is None:
        raise Http404
    return case, found


def may_change(request: HttpRequest, case: Case, found: Identity | None) -> bool:
    """Whether to show the way to the form: the same answer the verb will give."""
    if found is None:
        return "change" in acts_on(request.user, case)
    return identity_of(request.user, case, "change") is not None


def blank_form(request: HttpRequest, group: str) -> ParticularsForm:
    if group not in IDENTITY_FORMS:
        raise Http404
    return IDENTITY_FORMS[group](request.POST)


def filled_form(request: HttpRequest, found: Identity | None, group: str) -> ParticularsForm:
    """The form with what is known: opening it is asking to see it."""
    if group not in IDENTITY_FORMS:
        raise Http404
    if found is None or getattr(found, group) is None:
        return IDENTITY_FORMS[group](initial={"version": found.version if found else None})
    opened = reveal_identity(actor=request.user, identity=found, group=group)
    return IDENTITY_FORMS[group](initial=opened.filled() | {"version": found.version})


def save(request: HttpRequest, case: Case, found: Identity | None, form: ParticularsForm) -> Identity:
    if found is None:
        return record_identity(actor=request.user, case=case, particulars=form.particulars())
    version = form.cleaned_data["version"] or 0
    return change_identity(actor=request.user, identity=found, version=version, particulars=form.particulars())
