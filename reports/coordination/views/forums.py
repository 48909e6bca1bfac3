"""Reference groups and networks: who sits there, what is agreed, and what is outstanding."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.scoping import can
from cmm.core.errors import Conflict
from cmm.core.pages import bounded, page
from reports.coordination.forms import AgreementForm, ContactForm, ForumForm, SettleForm
from reports.coordination.models import Agreement, Contact, Forum
from reports.coordination.selectors.forums import MOST, agreements_of, forums, outstanding, seats_of
from reports.coordination.services import (
    add_contact,
    add_forum,
    agree,
    change_forum,
    confirm_contact,
    end_contact,
    settle_agreement,
)


@roles_required("coordination.view_forum")
@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    context = {"shown": bounded(forums(request.user), request), "outstanding": outstanding(request.user)[:MOST]}
    return page(request, "coordination/forum_list.html", context)


@roles_required("coordination.add_forum")
@require_http_methods(["GET", "POST"])
def forum_create(request: HttpRequest) -> HttpResponse:
    form = ForumForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            return redirect(add_forum(actor=request.user, new=form.forum()))
    return page(request, "coordination/forum_create.html", form=form)


@login_required
@require_safe
def forum_detail(request: HttpRequest, pk: int) -> HttpResponse:
    forum = get_allowed_or_404(request, Forum, pk=pk)
    context = {
        "forum": forum,
        "seats": seats_of(forum),
        "agreements": agreements_of(forum),
        "writes": can(request.user, "change", forum),
    }
    return page(request, "coordination/forum_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def forum_change(request: HttpRequest, pk: int) -> HttpResponse:
    forum = get_allowed_or_404(request, Forum, "change", pk=pk)
    form = ForumForm(request.POST or None, initial=model_to_dict(forum))
    if form.is_valid():
        with form.refusing():
            return redirect(change_forum(actor=request.user, forum=forum, new=form.forum()))
    return page(request, "coordination/forum_change.html", {"forum": forum}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def contact_create(request: HttpRequest, pk: int) -> HttpResponse:
    forum = get_allowed_or_404(request, Forum, "change", pk=pk)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            add_contact(actor=request.user, forum=forum, new=form.contact())
            return redirect(forum)
    return page(request, "coordination/contact_create.html", {"forum": forum}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def agreement_create(request: HttpRequest, pk: int) -> HttpResponse:
    forum = get_allowed_or_404(request, Forum, "change", pk=pk)
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            agree(actor=request.user, forum=forum, new=form.agreement())
            return redirect(forum)
    return page(request, "coordination/agreement_create.html", {"forum": forum}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_allowed_or_404(request, Agreement, "change", pk=pk)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            settle_agreement(actor=request.user, agreement=agreement, **form.cleaned_data)
            messages.success(request, _("It is written down."))
            return redirect(agreement.forum)
    return page(request, "coordination/agreement_detail.html", {"agreement": agreement}, form=form)


@login_required
@require_POST
def contact_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return act(request, pk, confirm_contact, _("The contact is confirmed today."))


@login_required
@require_POST
def contact_end(request: HttpRequest, pk: int) -> HttpResponse:
    return act(request, pk, end_contact, _("The contact is off the list."))


def act(request: HttpRequest, pk: int, verb: Callable[..., Any], told: str) -> HttpResponse:
    contact = get_allowed_or_404(request, Contact, "change", pk=pk)
    try:
        verb(actor=request.user, contact=contact)
    except Conflict as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, told)
    return redirect("coordination:forum_detail", contact.forum_id)
