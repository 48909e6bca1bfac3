"""Former case sheets: the file, what its columns hold, what would become of each row, and what became of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.legacy.enums import BatchState
from cases.legacy.forms import MappingForm, ReverseForm, UploadForm
from cases.legacy.models import Batch
from cases.legacy.selectors import batches, judged, moved_in, own_words, remembered, worked_on
from cases.legacy.services import drop_batch, map_batch, reverse_batch, settle_batch, start_batch, upload_batch
from cases.legacy.services.batches import sheet_of
from cases.models import Case
from cases.outreach.rendering.problems import as_xlsx
from cases.outreach.sheets.judging import Problem
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.downloads import fetched
from cmm.core.pages import Bounded, bounded, page
from cmm.core.proof import require_proof
from cmm.core.spreadsheets import XLSX
from cmm.core.uploads import is_too_large, takes_files

SHOWN = 100  # of what is wrong, and of what would come; the file holds all of the first
WRONG_FILE = "fejl-i-sagsark.xlsx"


@roles_required("legacy.add_batch")
@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    return page(request, "legacy/batch_list.html", {"batches": bounded(batches(request.user), request)})


@roles_required("legacy.add_batch")
@require_http_methods(["GET", "HEAD", "POST"])
@takes_files
def batch_create(request: HttpRequest) -> HttpResponse:
    """The proof is asked for before the file is chosen: a file on its way would be lost at that door."""
    require_proof()
    form = UploadForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        with form.refusing():
            batch = upload_batch(actor=request.user, content=form.content, sheet=form.cleaned_data["file"])
            return redirect(batch)
    return page(request, "legacy/batch_create.html", form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_detail(request: HttpRequest, ref: str) -> HttpResponse:
    batch = get_allowed_or_404(request, Batch, "view", ref=ref)
    if batch.state == BatchState.READY:
        return check(request, batch)
    if request.htmx:
        return page(request, "legacy/_progress.html", {"batch": batch})
    if request.POST.get("act") == "wrong":
        return wrong([Problem(number, column, "", text) for number, column, text in batch.problems])
    if request.POST.get("act") == "settle":
        settle_batch(actor=request.user, batch=batch)
        messages.success(request, _("The batch is settled, and the file is deleted."))
        return redirect(batch)
    context: dict[str, Any] = {"batch": batch, "problems": batch.problems[:SHOWN]}
    if batch.state != BatchState.RUNNING:
        context["cases"] = shown(request, moved_in(request.user, batch))
        context["worked"] = frozenset(worked_on(batch))
    return page(request, "legacy/batch_detail.html", context)


def check(request: HttpRequest, batch: Batch) -> HttpResponse:
    """What would come of the file, row by row. No case is written before it is moved in."""
    if request.POST.get("act") == "drop":
        drop_batch(actor=request.user, batch=batch)
        messages.success(request, _("The file is deleted. Nothing of it was moved in."))
        return redirect("legacy:batch_list")
    form = mapping_form(request, batch)
    act, found = request.POST.get("act", ""), None
    if form.is_valid() or form.is_told:
        found = judged(request.user, form.sheet, form.chosen(), form.meant())
    if form.is_valid():
        with form.refusing():
            told = {"batch": batch, "columns": form.chosen(), "words": form.meant()}
            if act == "start":
                start_batch(actor=request.user, reason=form.cleaned_data["reason"], **told)
                return redirect(batch)
            map_batch(actor=request.user, **told)
            if act == "wrong" and found is not None:
                return wrong(found.problems)
    context = {"batch": batch, "found": found, "shown": SHOWN}
    if found is not None:
        there = {one.ref for one in found.there[:SHOWN]}
        note_reading(request, Case.objects.allowed(request.user).filter(ref__in=there))
        context |= {"problems": found.problems[:SHOWN], "rows": found.rows[:SHOWN], "there": found.there[:SHOWN]}
    return page(request, "legacy/batch_check.html", context, form=form)


def mapping_form(request: HttpRequest, batch: Batch) -> MappingForm:
    columns, meant = remembered(request.user)
    form = MappingForm(request.POST or None, sheet=sheet_of(batch), columns=columns)
    form.ask(own_words(request.user, form.sheet, form.chosen()), meant)
    return form


def shown(request: HttpRequest, pasts: ReachQuerySet) -> Bounded:
    """One page of what was moved in; whoever stands on it was seen."""
    rows = bounded(pasts, request)
    note_reading(request, [past.case for past in rows.rows])
    return rows


def wrong(problems: list[Problem]) -> HttpResponse:
    return fetched(as_xlsx(problems), content_type=XLSX, name=WRONG_FILE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_reverse(request: HttpRequest, ref: str) -> HttpResponse:
    batch = get_allowed_or_404(request, Batch, "reverse", ref=ref)
    form = ReverseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusing():
            reverse_batch(actor=request.user, batch=batch, reason=form.cleaned_data["reason"])
            messages.success(request, _("The cases are taken back tonight."))
            return redirect(batch)
    worked = worked_on(batch)
    kept = moved_in(request.user, batch).filter(case__in=worked)
    context = {"batch": batch, "goes": batch.made - len(worked), "kept": shown(request, kept)}
    return page(request, "legacy/batch_reverse.html", context, form=form)
