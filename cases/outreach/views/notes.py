"""Status notes: begun, written on, finished, and fetched as they were drawn."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.outreach.forms.notes import BeginNoteForm, NoteForm
from cases.outreach.models import StatusNote
from cases.outreach.rendering.notes import half_name, title_of
from cases.outreach.selectors.clock import service_day
from cases.outreach.services.notes import begin_note, fetch_note, finish_note, write_note
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.downloads import fetched
from cmm.core.pages import bounded, page
from cmm.jobs.models import JobState


@roles_required("outreach.view_statusnote")
@require_safe
def note_list(request: HttpRequest) -> HttpResponse:
    notes = StatusNote.objects.allowed(request.user).select_related("begun_by", "replaced_by").defer("figures")
    return page(request, "outreach/note_list.html", {"notes": bounded(notes.newest_first(), request)})


@roles_required("outreach.add_statusnote")
@require_http_methods(["GET", "HEAD", "POST"])
def note_create(request: HttpRequest) -> HttpResponse:
    """A draft of a half-year; one that is there already is gone on with."""
    today = service_day(timezone.now(), request.user.organisation_id)
    form = BeginNoteForm(request.POST or None, today=today, initial={"half": request.GET.get("half")})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            return redirect("outreach:note_edit", begin_note(actor=request.user, half=form.chosen_half()).ref)
    return page(request, "outreach/note_create.html", form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: HttpRequest, ref: str) -> HttpResponse:
    """The draft: saved to be gone on with, or finished."""
    note = get_allowed_or_404(request, StatusNote, "change", ref=ref)
    if note.is_finished and request.method != "POST":
        return redirect(note)
    kept = {name: getattr(note, name) for name in ("version", "text_da", "text_en", "revision_note")}
    form = NoteForm(request.POST or None, replaces=note.replaces_id is not None, initial=kept)
    if request.method == "POST" and form.is_valid():
        told = {"actor": request.user, "note": note, "version": form.cleaned_data["version"], "texts": form.texts()}
        with form.refusing():
            if "finish" in request.POST:
                finish_note(**told)
                messages.success(request, _("The note is finished. It is being drawn."))
                return redirect(note)
            write_note(**told)
            messages.success(request, _("The draft is saved."))
            return redirect("outreach:note_edit", note.ref)
    context = {"note": note, "title": title_of(note.half), "half": half_name(note.half)}
    return page(request, "outreach/note_edit.html", context, form=form)


@login_required
@require_safe
def note_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """A finished note and its files; a draft is gone on with where it is written."""
    note = get_allowed_or_404(request, StatusNote, "view", ref=ref)
    if not note.is_finished:
        return redirect("outreach:note_edit", note.ref)
    files = list(note.files.defer("content").order_by("language"))
    context = {
        "note": note,
        "title": title_of(note.half),
        "total": note.figures["total"],
        "files": files,
        "waits": not files and (note.job is None or note.job.state != JobState.FAILED),
        "half": f"{note.year}-{note.number}",
    }
    return page(request, "outreach/note_detail.html", context)


@login_required
@require_safe
def note_file(request: HttpRequest, ref: str, language: str) -> HttpResponse:
    note = get_allowed_or_404(request, StatusNote, "view", ref=ref)
    file: Any = note.files.filter(language=language).first()
    if file is None:
        raise Http404
    content = fetch_note(actor=request.user, file=file)
    return fetched(content, content_type="application/pdf", name=file.name)
