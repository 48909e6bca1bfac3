"""A copy of a person's own file, for the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from cmm.core.paper.drawing import DrawingFailed
from cmm.oversight.forms import CopyForm
from cmm.oversight.rendering.copies import languages
from cmm.oversight.selectors.copies import cases_of, interviews_of
from cmm.oversight.services import make_copy


@login_required
@require_http_methods(["GET", "POST"])
def case_copy(request: HttpRequest, ref: str) -> HttpResponse:
    """Who asks, in which language, and what may go with it; then the paper itself."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    spoken = case.victim.language.code if case.victim.language else ""
    interviews = [
        (one.pk, date_format(timezone.localdate(one.held_at)))
        for other in cases_of(request.user, case)
        for one in interviews_of(other)
    ]
    initial = {"language": spoken if spoken in languages() else "da", "asked_on": timezone.localdate()}
    form = CopyForm(request.POST or None, initial=initial, interviews=interviews)
    if form.is_valid():
        with form.refusing():
            try:
                paper = make_copy(actor=request.user, case=case, **form.written, despite=form.despite)
            except DrawingFailed:
                messages.error(request, _("The copy could not be drawn. Try again in a moment."))
                return redirect("case_copy", case.ref)
            name = f"{_('copy')}-{case.ref}-{form.cleaned_data['language']}.pdf"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(paper, content_type="application/pdf", headers=headers)
    context = {"case": case, "spoken": case.victim.language, "is_translated": spoken in languages()}
    return page(request, "oversight/case_copy.html", context, form=form)
