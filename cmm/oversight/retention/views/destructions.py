"""What is due, what waits for a second person, and what is gone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission
from cmm.core.errors import RuleError
from cmm.core.pages import bounded, page
from cmm.oversight.retention.forms import SettleForm
from cmm.oversight.retention.models import Destruction, LedgerEntry
from cmm.oversight.retention.selectors import due_cases, kept, lying_open, names_of, rules, uncounted_among, would_go
from cmm.oversight.retention.services import approve, refuse, withdraw
from cmm.oversight.retention.words import in_words

OPEN = 50


@roles_required("retention.view_destruction")
@require_safe
def retention_list(request: HttpRequest) -> HttpResponse:
    """First what waits for somebody else, then what nobody has proposed yet."""
    proposes = has_role_permission(request.user, "retention.add_destruction")
    # Whoever keeps the log sees the proposal and not the case, which joined to it would take it away.
    rows = lying_open(request.user).select_related("case") if proposes else lying_open(request.user)
    waiting, known = list(rows[:OPEN]), rules()
    note_reading(request, waiting)
    context: dict[str, Any] = {"waiting": waiting, "rules": known.values(), "proposes": proposes}
    if proposes:
        shown = bounded(due_cases(request.user, timezone.localdate(), known), request, from_the_top=True)
        note_reading(request, shown.rows)
        proposed = {one.case_id: one for one in waiting}
        context["shown"] = shown
        wait = uncounted_among(shown.rows)
        context["due"] = [(case, kept(case, known), proposed.get(case.pk), wait[case.pk]) for case in shown.rows]
    return page(request, "retention/retention_list.html", context)


@roles_required("retention.view_ledgerentry")
@require_safe
def ledger_list(request: HttpRequest) -> HttpResponse:
    """What is gone: how many rows of which kind, why, when and by which two. Nothing says whose it was."""
    shown = bounded(LedgerEntry.objects.allowed(request.user).order_by("-destroyed_at", "-pk"), request)
    names = names_of({key for entry in shown.rows for key in (entry.proposed_by_id, entry.approved_by_id)})
    lines = [
        (entry, names.get(entry.proposed_by_id, ""), names.get(entry.approved_by_id, ""), in_words(entry.counts))
        for entry in shown.rows
    ]
    return page(request, "retention/ledger_list.html", {"shown": shown, "lines": lines})


@login_required
@require_http_methods(["GET", "POST"])
def destruction_detail(request: HttpRequest, pk: str) -> HttpResponse:
    """What goes is said before anybody answers. Whoever proposed it may take it back, and somebody else answers."""
    destruction = get_allowed_or_404(request, Destruction, "settle", pk=pk)
    is_mine = destruction.proposed_by_id == request.user.pk
    if is_mine and request.method == "POST":
        return taken_back(request, destruction)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            messages.success(request, settled(request.user, destruction, **form.cleaned_data))
            return redirect("retention:retention_list")
    context = {"destruction": destruction, "is_mine": is_mine, "goes": in_words(would_go(destruction.case_id))}
    return page(request, "retention/destruction_detail.html", context, form=form)


def settled(user: Any, destruction: Destruction, *, answer: str, reason: str) -> str:
    if answer == SettleForm.REFUSE:
        refuse(actor=user, destruction=destruction, reason=reason)
        return _("The case is kept.")
    approve(actor=user, destruction=destruction)
    return _("It is approved. The case is destroyed tonight, unless somebody sets a hold before.")


def taken_back(request: Any, destruction: Destruction) -> HttpResponse:
    try:
        withdraw(actor=request.user, destruction=destruction)
    except RuleError as refused:
        messages.error(request, refused.messages[0])
        return redirect(destruction)
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("retention:retention_list")
