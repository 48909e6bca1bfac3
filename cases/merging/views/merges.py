"""Two files that are one human being's: which, fact by fact, and back again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.enums import CaseStatus, Protection
from cases.merging.choices import FACTS, differing, parts_of
from cases.merging.forms import MergeForm, OtherForm, UndoForm
from cases.merging.models import Merge
from cases.merging.rules import MERGED, protection_of, status_of
from cases.merging.selectors import file_of, identity_in, moved_by, moving_of, obstacles_to, opened
from cases.merging.services import merge_cases, undo_merge
from cases.merging.words import in_words
from cases.models import Case
from cases.particulars import GROUPS
from cases.selectors import acts_on
from cases.selectors.duplicates import same_persons
from cases.services import reveal_identity
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.readings import note_reading
from cmm.core.pages import page


@login_required
@require_http_methods(["GET", "POST"])
def case_merge(request: HttpRequest, ref: str) -> HttpResponse:
    """Which other file is the same person's. One that is not the reader's to merge is answered like none at all."""
    case = get_allowed_or_404(request, Case, "merge", ref=ref)
    form = OtherForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["other"].strip().upper()
        other = Case.objects.allowed(request.user, "merge").filter(ref=typed).exclude(pk=case.pk).first()
        if other:
            return redirect("merging:merge_create", case.ref, other.ref)
        form.add_error("other", _("There is no other case of that number that you can merge with this one."))
    same = same_persons(request.user, case)
    note_reading(request, same)
    return page(request, "merging/case_merge.html", {"case": case, "same": same}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def merge_create(request: HttpRequest, ref: str, other: str) -> HttpResponse:
    """Both files beside each other. What they agree in is said, and of the rest one is chosen."""
    case = get_allowed_or_404(request, Case, "merge", ref=ref)
    husk = get_allowed_or_404(request, Case, "merge", ref=other)
    if husk == case:
        raise Http404
    shows = request.POST.get("act") == "show"
    told = compared(request, case, husk, shows=shows)
    data = None if shows or request.method == "GET" else request.POST
    initial = request.POST.dict() if shows else None
    form = MergeForm(data, initial=initial, here=case, there=husk, **told)
    if form.is_valid():
        with form.refusing():
            merge = merge_cases(
                actor=request.user, case=case, husk=husk, reason=form.cleaned_data["reason"], chosen=form.chosen()
            )
            messages.success(request, _("The files are merged. Read both safety notes, and write one that holds."))
            return redirect("merging:merge_detail", case.ref, merge.pk)
    return page(request, "merging/merge_create.html", context_of(case, husk, told), form=form)


def compared(request: HttpRequest, case: Case, husk: Case, *, shows: bool) -> dict[str, Any]:
    """The facts and the fields of the identities in which the files differ; opened only when somebody asks."""
    pair = (identity_in(request.user, case), identity_in(request.user, husk))
    here, there = pair
    parts = list(parts_of(opened(here), opened(there))) if here and there else []
    groups = [group for group in GROUPS if any(part.group == group for part in parts)]
    shown = {
        group: tuple(reveal_identity(actor=request.user, identity=one, group=group) for one in pair if one)
        for group in groups
        if shows
    }
    return {"facts": differing(case, husk), "parts": parts, "shown": shown}


def context_of(case: Case, husk: Case, told: dict[str, Any]) -> dict[str, Any]:
    here, there = file_of(case), file_of(husk)
    asked = {fact.name for fact in told["facts"]}
    return {
        "case": case,
        "husk": husk,
        "agreed": [(fact.label, fact.said(case)) for fact in FACTS if fact.name not in asked],
        "obstacles": [MERGED] if here.is_husk or there.is_husk else obstacles_to(case, husk),
        "moving": in_words(moving_of(husk)),
        "status": CaseStatus(status_of(here, there)).label,
        "protection": Protection(protection_of(here, there)),
        "opened_on": min(here.opened_on, there.opened_on),
        "two_authorities": case.authority != husk.authority,
        "is_shown": bool(told["shown"]),
    }


@login_required
@require_http_methods(["GET", "POST"])
def merge_detail(request: HttpRequest, ref: str, pk: str) -> HttpResponse:
    """What was merged, why and by whom; whoever may merge may undo it here."""
    both = {"case__ref": ref, "husk__in": Case.objects.allowed(request.user)}
    merge = get_allowed_or_404(request, Merge, "write_journal", pk=pk, **both)
    case = merge.case
    note_reading(request, [merge.husk])
    form = UndoForm(request.POST or None)
    may_undo = merge.stands and "merge" in acts_on(request.user, case)
    if may_undo and form.is_valid():
        with form.refusing():
            undo_merge(actor=request.user, merge=merge, **form.cleaned_data)
            messages.success(request, _("The merge is undone. Both cases are as they were."))
            return redirect(reverse("merging:merge_detail", args=[case.ref, merge.pk]))
    context = {"case": case, "merge": merge, "moved": in_words(moved_by(merge)), "may_undo": may_undo}
    context["taken"] = [fact.label for fact in FACTS if fact.name in merge.taken]
    return page(request, "merging/merge_detail.html", context, form=form)
