"""Pages of what is returned to bodies outside Denmark."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page
from reports import services
from reports.enums import SubmissionState
from reports.models import Submission
from reports.returning import files
from reports.returning.elsewhere import MISSING
from reports.returning.forms import SubmissionForm
from reports.returning.lines import printed
from reports.selectors import submissions


@roles_required("reports.view_submission")
@require_http_methods(["GET", "HEAD", "POST"])
def submission_list(request: HttpRequest) -> HttpResponse:
    """Every return, the newest first, and the form to ask for one."""
    form = SubmissionForm(request.POST if request.method == "POST" else None, editions=submissions.editions())
    if form.is_valid():
        with form.refusing():
            return redirect(services.request_submission(actor=request.user, **form.cleaned_data))
    rows = Submission.objects.allowed(request.user).defer("figures").select_related("edition", "requested_by")
    return page(request, "reports/submission_list.html", {"shown": bounded(rows, request)}, form)


@login_required
@require_safe
def submission_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One return line by line; htmx asks again until the worker is done."""
    submission = get_allowed_or_404(request, Submission, pk=pk)
    moving = submission.state == SubmissionState.REQUESTED
    if request.htmx:
        answer = HttpResponse()
        if not moving:
            answer["HX-Refresh"] = "true"
        return answer
    return detail(request, submission)


def detail(request: HttpRequest, submission: Submission) -> HttpResponse:
    told = (submission.figures or {}).get("lines", [])
    columns = columns_of(files.columns_of(submission.figures)) if submission.figures else []
    lines = [
        (list(zip(columns, one["words"], strict=True)), printed(one), one["status"], one["source"]) for one in told
    ]
    missing = sum(one["status"] == MISSING for one in told)
    context = {"submission": submission, "lines": lines, "missing": missing, "words": columns}
    return page(request, "reports/submission_detail.html", context)


def columns_of(columns: tuple[str, ...]) -> list[str]:
    """The receiver's own words for what a line is about."""
    return [one for one in columns if one in files.ABOUT]


@login_required
@require_POST
def submission_release(request: HttpRequest, pk: int) -> HttpResponse:
    submission = get_allowed_or_404(request, Submission, "release", pk=pk)
    try:
        services.release_submission(actor=request.user, submission=submission)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        answer = detail(request, submission)
        answer.status_code = 422
        return answer
    messages.success(request, _("The return is released. Its files can be fetched and sent."))
    return redirect(submission)


@login_required
@require_safe
def submission_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    submission = get_allowed_or_404(request, Submission, pk=pk)
    if form not in files.MIMES or submission.state != SubmissionState.RELEASED:
        raise Http404
    services.record_submission_download(actor=request.user, submission=submission, form=form)
    figures = submission.figures
    content = files.as_csv(figures) if form == "csv" else files.as_xlsx(figures, submission.requested_at)
    answer = HttpResponse(content, content_type=files.MIMES[form])
    answer["Content-Disposition"] = f'attachment; filename="{submission.ref}.{form}"'
    return answer
