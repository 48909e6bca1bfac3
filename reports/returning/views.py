"""Pages of the figures other authorities hold."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page
from reports import services
from reports.models import ExternalCount
from reports.returning.forms import CountFilter, CountForm, StatedForm
from reports.rules import FIRST_YEAR
from reports.selectors import external


@roles_required("reports.view_externalcount")
@require_safe
def external_list(request: HttpRequest) -> HttpResponse:
    """What other authorities have told, year by year, and what is missing; below it every row with its source."""
    rows = ExternalCount.objects.allowed(request.user)
    years = list(range(timezone.localdate().year - 1, FIRST_YEAR - 1, -1))
    form = CountFilter(request.GET or None, years=years)
    chosen = form.chosen()
    state = chosen.pop("state", "")
    shown = rows.waiting() if state == "waiting" else rows.in_force() if state == "in_force" else rows
    shown = shown.narrowed(**chosen).newest_first().select_related("superseded_by")
    context = {"overview": external.overview(rows), "shown": bounded(shown, request), "form": form}
    return page(request, "reports/external_list.html", context)


@login_required
@require_safe
def external_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return detail(request, get_allowed_or_404(request, ExternalCount, pk=pk))


def detail(request: HttpRequest, count: ExternalCount) -> HttpResponse:
    course = external.course_of(count)
    context: dict[str, Any] = {"count": count, "course": course, "newest": course[0].pk == count.pk}
    return page(request, "reports/external_detail.html", context)


@roles_required("reports.add_externalcount")
@require_http_methods(["GET", "POST"])
def external_create(request: HttpRequest) -> HttpResponse:
    """Everything is asked anew: nothing is taken over from the year before."""
    told = {name: request.GET[name] for name in ("population", "year") if name in request.GET}
    form = CountForm(request.POST or None, initial=told)
    if form.is_valid():
        with form.refusing():
            count = services.record_external_count(actor=request.user, heading=form.heading(), stated=form.stated())
            messages.success(request, _("The figure is entered. It counts when a colleague has confirmed it."))
            return redirect(count)
    return page(request, "reports/external_form.html", {"count": None}, form)


@login_required
@require_http_methods(["GET", "POST"])
def external_correct(request: HttpRequest, pk: int) -> HttpResponse:
    count = get_allowed_or_404(request, ExternalCount, pk=pk)
    form = StatedForm(request.POST or None, initial={"authority": count.authority, "origin": count.origin})
    if form.is_valid():
        with form.refusing():
            after = services.correct_external_count(actor=request.user, count=count, stated=form.stated())
            messages.success(request, _("The correction is entered. It counts when a colleague has confirmed it."))
            return redirect(after)
    return page(request, "reports/external_form.html", {"count": count}, form)


@login_required
@require_POST
def external_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    count = get_allowed_or_404(request, ExternalCount, "confirm", pk=pk)
    try:
        services.confirm_external_count(actor=request.user, count=count)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        answer = detail(request, count)
        answer.status_code = 422
        return answer
    messages.success(request, _("The figure is confirmed and counts from now on."))
    return redirect(count)
