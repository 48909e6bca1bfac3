"""Spreadsheets organisations already have: the file, what its columns hold, what is wrong, and then the import."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.outreach.forms.imports import ColumnsForm, WithdrawImportForm
from cases.outreach.forms.sheets import SheetForm
from cases.outreach.models import ImportBatch
from cases.outreach.rendering.problems import as_xlsx
from cases.outreach.selectors.counting import counters_of
from cases.outreach.selectors.imports import (
    imported_as,
    imports,
    judged,
    own_words,
    remembered_columns,
    remembered_words,
)
from cases.outreach.services.imports import import_sheet, mark_of, withdraw_import
from cases.outreach.sheets.judging import Judged
from cases.outreach.sheets.words import guess
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.downloads import fetched
from cmm.core.files.sheets import as_json, sheet_of
from cmm.core.pages import bounded, page
from cmm.core.spreadsheets import XLSX
from cmm.core.uploads import is_too_large, takes_files
from cmm.drafts.rules import ASIDE
from cmm.drafts.services import aside, drop_draft, keep_aside

SHOWN = 100  # of what is wrong; the file holds all of it


@roles_required("outreach.add_importbatch")
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    return page(request, "outreach/import_list.html", {"imports": bounded(imports(request.user), request)})


@roles_required("outreach.add_importbatch")
@require_http_methods(["GET", "HEAD", "POST"])
@takes_files
def import_create(request: HttpRequest) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        with form.refusing():
            told = json.dumps({"digest": mark_of(form.content), "sheet": as_json(form.cleaned_data["file"])})
            keep_aside(actor=request.user, path=ASIDE, title=str(_("Import")), text=told)
            return redirect("outreach:import_check")
    return page(request, "outreach/import_create.html", form=form)


@roles_required("outreach.add_importbatch")
@require_http_methods(["GET", "HEAD", "POST"])
def import_check(request: HttpRequest) -> HttpResponse:
    """What would come of the file, row by row. Nothing is written before it is imported."""
    told = aside(request.user, ASIDE)
    if not told:
        return redirect("outreach:import_create")
    kept = json.loads(told)
    form = columns_form(request, sheet_of(json.loads(kept["sheet"])))
    act, found = request.POST.get("act", ""), None
    if form.is_valid() or (not form.is_bound and form.is_complete):
        found = tried(request, form)
    if form.is_valid() and act == "wrong" and found is not None:
        return fetched(as_xlsx(found.problems), content_type=XLSX, name="fejl-i-regneark.xlsx")
    if form.is_valid() and act == "import":
        with form.refusing():
            batch = import_sheet(actor=request.user, file=form.file(kept["digest"]))
            drop_draft(actor=request.user, path=ASIDE)
            messages.success(request, _("The rows are imported and count now."))
            return redirect(batch)
    context = {"found": found, "problems": found.problems[:SHOWN] if found else []}
    context["earlier"] = imported_as(request.user, kept["digest"])
    return page(request, "outreach/import_check.html", context, form=form)


def columns_form(request: HttpRequest, sheet: Any) -> ColumnsForm:
    guessed = guess(sheet.header, remembered_columns(request.user))
    form = ColumnsForm(request.POST or None, sheet=sheet, guessed=guessed, kinds=codes(CodeList.VENUE_TYPE))
    form.ask(own_words(request.user, sheet, form.chosen()), remembered_words(request.user))
    return form


def tried(request: HttpRequest, form: ColumnsForm) -> Judged:
    added = form.is_bound and form.cleaned_data["new_places"] is not None
    return judged(request.user, form.sheet, form.chosen(), takes_new_places=added, meant=form.meant())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request: HttpRequest, ref: str) -> HttpResponse:
    batch = get_allowed_or_404(request, ImportBatch, "withdraw", ref=ref)
    form = WithdrawImportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusing():
            withdraw_import(actor=request.user, batch=batch, reason=form.cleaned_data["reason"])
            messages.success(request, _("The import is withdrawn. None of its contacts counts."))
            return redirect(batch)
    context = {"batch": batch, "counters": counters_of(batch.contacts.all())}
    return page(request, "outreach/import_detail.html", context, form=form)
