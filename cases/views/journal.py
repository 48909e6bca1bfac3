from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import JournalForm
from cases.models import Case, JournalEntry
from cases.selectors import entry_called, journal_of
from cases.services import write_journal
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import bounded, page


@login_required
@require_safe
def journal(request: HttpRequest, ref: str) -> HttpResponse:
    """The journal is for those who may write in it; the deciding authority reads the assessment."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    return page(request, "cases/journal.html", {"case": case, "entries": bounded(journal_of(case), request)})


@login_required
@require_http_methods(["GET", "POST"])
def journal_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    corrects = corrected(case, request.GET.get("corrects", ""))
    initial = {"title": _("Correction to: %(title)s") % {"title": corrects.title}} if corrects else {}
    form = JournalForm(request.POST or None, initial=initial)
    if form.is_valid():
        with form.refusing():
            entry = write_journal(actor=request.user, case=case, corrects=corrects, **form.cleaned_data)
            messages.success(request, _("The note stands in the journal."))
            return redirect(entry)
    return page(request, "cases/journal_create.html", {"case": case, "corrects": corrects}, form=form)


def corrected(case: Case, number: str) -> JournalEntry | None:
    """The note that is to be mended, by its number within the case."""
    if not number:
        return None
    entry = entry_called(case, number)
    if entry is None:
        raise Http404
    return entry
