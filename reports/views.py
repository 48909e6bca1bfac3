"""The pages of the yearly reports. Who does not see unpublished editions meets the published ones."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import roles_required
from cmm.accounts.scoping import has_role_permission
from cmm.core.pages import bounded, page
from reports import services
from reports.coordination.selectors.plan import drawn_reports
from reports.enums import EditionState, FileKind, Language
from reports.forms import HistoryFilter, YearForm
from reports.models import Edition, HistoricalCount
from reports.rendering.files import MIMES
from reports.selectors import editions, history, notices


@roles_required("reports.view_edition")
@require_http_methods(["GET", "HEAD", "POST"])
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition for those who make them; the published ones, newest first, for those who read them."""
    may_request = has_role_permission(request.user, "reports.request_edition")
    if request.method == "POST" and not may_request:
        raise Http404
    shown = editions.with_files(Edition.objects.allowed(request.user).newest_first())
    if not has_role_permission(request.user, "reports.view_historicalcount"):
        told = {"unseen": notices.unseen(request.user), "status_reports": drawn_reports(request.user)}
        return page(request, "reports/edition_library.html", editions.library(shown) | told)
    form = YearForm(request.POST if request.method == "POST" else None) if may_request else None
    if form and form.is_valid():
        try:
            return redirect(services.request_edition(actor=request.user, **form.cleaned_data))
        except ValidationError as error:
            form.refuse(error)
    return page(request, "reports/edition_list.html", {"shown": bounded(shown, request)}, form)


@login_required
@require_safe
def edition_detail(request: HttpRequest, year: int) -> HttpResponse:
    """One edition and its way; htmx asks for the way alone until the worker is done."""
    edition = edition_or_404(request, year)
    context = editions.detail(edition, request.user)
    if edition.state == EditionState.PUBLISHED:
        services.see_notice(actor=request.user, edition=edition)
    if not request.htmx:
        return page(request, "reports/edition_detail.html", context)
    answer = page(request, "reports/_edition_progress.html", context)
    if not context["moving"]:
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_POST
def edition_approve(request: HttpRequest, year: int) -> HttpResponse:
    """A second person says that the edition is right, and the worker seals it."""
    edition = edition_or_404(request, year, "approve")
    try:
        services.approve_edition(actor=request.user, edition=edition)
    except ValidationError as error:
        return refused(request, edition, error)
    messages.success(request, _("The edition is reviewed. It is being sealed, and can be published after that."))
    return redirect(edition)


@login_required
@require_POST
def edition_publish(request: HttpRequest, year: int) -> HttpResponse:
    edition = edition_or_404(request, year, "publish")
    try:
        services.publish_edition(actor=request.user, edition=edition)
    except ValidationError as error:
        return refused(request, edition, error)
    messages.success(request, _("The edition is published. The ministries can read it now."))
    return redirect(edition)


@login_required
@require_POST
def edition_draw(request: HttpRequest, year: int) -> HttpResponse:
    edition = edition_or_404(request, year, "draw")
    try:
        services.redraw_edition(actor=request.user, edition=edition)
    except ValidationError as error:
        return refused(request, edition, error)
    return redirect(edition)


@login_required
@require_POST
def edition_cancel(request: HttpRequest, year: int) -> HttpResponse:
    edition = edition_or_404(request, year, "draw")
    try:
        services.cancel_edition(actor=request.user, edition=edition)
    except ValidationError as error:
        return refused(request, edition, error)
    messages.success(request, _("The edition is stopped. No file of it is kept."))
    return redirect(edition)


@login_required
@require_safe
def file_download(request: HttpRequest, year: int, kind: str, language: str) -> HttpResponse:
    """A file leaves only after the log knows who took it."""
    edition = edition_or_404(request, year)
    file = edition.files.filter(kind=kind, language=language).first()
    if file is None or kind not in FileKind or language not in Language:
        raise Http404
    services.record_download(actor=request.user, file=file)
    answer = HttpResponse(bytes(file.content), content_type=MIMES[file.kind])
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["ETag"] = f'"{file.sha256}"'
    return answer


@roles_required("reports.view_historicalcount")
@require_safe
def history_list(request: HttpRequest) -> HttpResponse:
    """What was published before the register, each figure with its source, and where figures contradict."""
    rows = HistoricalCount.objects.allowed(request.user)
    known = history.counts(rows)
    where = {source.key: source for source in history.sources()}
    names = [(key, str(source.publisher)) for key, source in where.items()]
    form = HistoryFilter(request.GET or None, years=sorted({count.year for count in known}), sources=names)
    chosen = form.chosen()
    found: dict[str, Any] = {"year": chosen.get("year"), "source__key": chosen.get("source")}
    shown = rows.uncrossed().narrowed(**found).in_order()
    context = {"shown": bounded(shown, request, 50), "form": form} | history.overview(known, where)
    return page(request, "reports/history_list.html", context)


def edition_or_404(request: HttpRequest, year: int, action: str = "view") -> Edition:
    """The edition asked for by number, else the newest of the year; a stranger and a typo get the same answer."""
    rows = editions.with_files(Edition.objects.allowed(request.user, action).of_year(year))
    number = request.GET.get("edition", "")
    edition = rows.numbered(int(number)).first() if number.isascii() and number.isdigit() else rows.first()
    if edition is None:
        raise Http404
    return edition


def refused(request: HttpRequest, edition: Edition, error: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(error.messages))
    answer = page(request, "reports/edition_detail.html", editions.detail(edition, request.user))
    answer.status_code = 422
    return answer
