"""Persons who may be one, for the coordinator to judge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import DuplicateForm
from cases.selectors.duplicates import Told, as_told, duplicates_for
from cases.services import settle_duplicate
from cases.views.reasons import in_words
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.audit.enums import Surface
from cmm.core.pages import bounded, page


@roles_required("cases.view_duplicateproposal")
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    shown = bounded(duplicates_for(request.user), request)
    told = as_told(request.user, list(shown.rows))
    note_reading(request, [case for one in told for case in one.seen])
    return page(request, "cases/duplicate_list.html", {"shown": shown, "rows": [row_of(one) for one in told]})


@roles_required("cases.settle_duplicateproposal")
@require_http_methods(["GET", "POST"])
def duplicate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides beside each other; of a pair with a side the coordinator may not open there is no page."""
    told = whole_or_404(request, pk)
    note_reading(request, told.seen, surface=Surface.PAGE)
    form = DuplicateForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            settle_duplicate(actor=request.user, proposal=told.proposal, **form.cleaned_data)
            messages.success(request, _("Your judgement is saved and stands in the log."))
            return redirect("cases:duplicate_list")
    return page(request, "cases/duplicate_detail.html", row_of(told), form=form)


def whole_or_404(request: HttpRequest, pk: int) -> Told:
    found = as_told(request.user, list(duplicates_for(request.user).filter(pk=pk)))
    if not found or not found[0].is_whole:
        raise Http404
    return found[0]


def row_of(told: Told) -> dict[str, Any]:
    return {"told": told, "sides": told.sides, "reasons": in_words(told.reasons)}
