"""Persons who may be one, for the coordinator to judge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import DuplicateVerdict
from cases.forms import DuplicateForm
from cases.selectors.duplicates import Told, as_told, duplicates_for, half_told, unseen_pairs
from cases.services import settle_duplicate
from cases.views.reasons import in_words
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.audit.enums import Surface
from cmm.core.pages import bounded, page


@roles_required("cases.view_duplicateproposal")
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """What can be judged, page by page, and above it what another colleague must judge."""
    shown = bounded(duplicates_for(request.user), request)
    told, half = as_told(request.user, list(shown.rows)), half_told(request.user)
    note_reading(request, [*(case for one in told for case in one.sides), *(one.case for one in half)])
    context = {"shown": shown, "rows": [row_of(one) for one in told], "half": half, "unseen": unseen_pairs()}
    return page(request, "cases/duplicate_list.html", context)


@roles_required("cases.settle_duplicateproposal")
@require_http_methods(["GET", "POST"])
def duplicate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides beside each other; of a pair with a side the coordinator may not open there is no page."""
    told = told_or_404(request, pk)
    note_reading(request, list(told.sides), surface=Surface.PAGE)
    form = DuplicateForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            settle_duplicate(actor=request.user, proposal=told.proposal, **form.cleaned_data)
            messages.success(request, _("Your judgement is saved and stands in the log."))
            if form.cleaned_data["verdict"] == DuplicateVerdict.SAME:
                return redirect("merging:merge_create", *(case.ref for case in told.sides))
            return redirect("cases:duplicate_list")
    return page(request, "cases/duplicate_detail.html", row_of(told), form=form)


def told_or_404(request: HttpRequest, pk: int) -> Told:
    found = as_told(request.user, list(duplicates_for(request.user).filter(pk=pk)))
    if not found:
        raise Http404
    return found[0]


def row_of(told: Told) -> dict[str, Any]:
    return {"told": told, "sides": told.sides, "reasons": in_words(told.proposal.reasons)}
