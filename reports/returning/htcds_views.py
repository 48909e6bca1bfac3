"""The page on which one case is told to somebody outside in the words of a standard."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from cmm.core.spreadsheets import XLSX
from reports.returning.forms import HtcdsForm
from reports.returning.htcds import mapped
from reports.returning.htcds_file import as_xlsx
from reports.selectors.htcds import facts_of
from reports.services import export_case


@login_required
@require_http_methods(["GET", "POST"])
def htcds_export(request: HttpRequest, ref: str) -> HttpResponse:
    """What would be told stands on the page; with receiver and legal basis it becomes a file, and a referral."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    form = HtcdsForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            told = export_case(
                actor=request.user, case=case, new=form.referral(), with_name=form.with_name, despite=form.despite
            )
            answer = HttpResponse(as_xlsx(told.mapped), content_type=XLSX)
            answer["Content-Disposition"] = f'attachment; filename="{case.ref}-{told.referral.number}.xlsx"'
            return answer
    return page(request, "reports/htcds_export.html", {"case": case, "told": mapped(facts_of(case))}, form)
