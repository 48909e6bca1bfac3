"""The interministerial group's status report: asked for, waited for, fetched."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.downloads import fetched
from cmm.core.forms import PlainForm
from cmm.core.pages import page
from cmm.jobs.models import JobState
from reports.coordination.models import StatusReport
from reports.coordination.selectors.plan import plans
from reports.coordination.services import fetch_status_report, request_status_report
from reports.coordination.views.plan import shown


@roles_required("coordination.request_statusreport")
@require_POST
def report_create(request: HttpRequest, first: int, year: int) -> HttpResponse:
    """What refuses it stands on the page where it was asked for."""
    if not first <= year <= first + 10:
        raise Http404
    form = PlainForm({})
    with form.refusing():
        return redirect(request_status_report(actor=request.user, first=first, year=year))
    return shown(request, plans(request.user), first=first, year=year, form=form)


@login_required
@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_allowed_or_404(request, StatusReport, pk=pk)
    files = list(report.files.defer("content").order_by("language"))
    failed = report.job is not None and report.job.state == JobState.FAILED
    return page(request, "coordination/report_detail.html", {"report": report, "files": files, "failed_job": failed})


@login_required
@require_safe
def report_file(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    report = get_allowed_or_404(request, StatusReport, pk=pk)
    file: Any = report.files.filter(language=language).first()
    if file is None:
        raise Http404
    content = fetch_status_report(actor=request.user, file=file)
    return fetched(content, content_type="application/pdf", name=file.name)
