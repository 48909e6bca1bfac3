"""The documents of a case. Each is fetched through the case's own door, and nothing else leads to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import DocumentForm, WithdrawForm
from cases.models import Case, Document
from cases.selectors import document_called, documents_of
from cases.services import add_document, read_document, withdraw_document
from cmm.accounts.doors import get_allowed_or_404
from cmm.audit.enums import Surface
from cmm.core.downloads import fetched
from cmm.core.pages import bounded, page
from cmm.core.uploads import is_too_large, takes_files
from cmm.crypto.cipher import Unreadable

CONTENT_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@login_required
@require_safe
def document_list(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who may write in the journal, as the documents themselves."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    return page(request, "cases/documents.html", {"case": case, "documents": bounded(documents_of(case), request)})


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def document_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    form = DocumentForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        title, content = form.cleaned_data["title"], form.cleaned_data["file"].read()
        with form.refusing():
            add_document(actor=request.user, case=case, title=title, content=content)
            messages.success(request, _("The document is kept with the case."))
            return redirect("cases:document_list", case.ref)
    return page(request, "cases/document_create.html", {"case": case}, form=form)


@login_required
@require_safe
def document_file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The whole file or a page that says that it cannot be opened: never a part of it."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref, log_as=Surface.DOCUMENT)
    document = open_document(case, number)
    try:
        content = read_document(actor=request.user, document=document)
    except Unreadable:
        return render(request, "cases/document_unreadable.html", {"case": case, "document": document}, status=500)
    return fetched(content, content_type=CONTENT_TYPES[document.kind], name=document.file_name)


@login_required
@require_http_methods(["GET", "POST"])
def document_withdraw(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    document = open_document(case, number)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            withdraw_document(actor=request.user, document=document, **form.cleaned_data)
            messages.success(request, _("The document is withdrawn. Nobody can open it any more."))
            return redirect("cases:document_list", case.ref)
    return page(request, "cases/document_withdraw.html", {"case": case, "document": document}, form=form)


def open_document(case: Case, number: int) -> Document:
    """A number nobody has used and a document that was withdrawn get the same 404."""
    document = document_called(case, number)
    if document is None:
        raise Http404
    return document
