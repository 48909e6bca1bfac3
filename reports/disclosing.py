"""Pages of disclosure control: tables of their own, and the smallest figure shown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.scoping import has_role_permission
from cmm.core.pages import bounded, page
from reports import services
from reports.forms import TableForm, ThresholdForm
from reports.models import FreeTable, Threshold
from reports.rendering.tables import View
from reports.selectors import persons, releases


@roles_required("reports.view_freetable")
@require_http_methods(["GET", "HEAD", "POST"])
def table_list(request: HttpRequest) -> HttpResponse:
    """Every table released between the reports; statisticians make another one here."""
    may_add = has_role_permission(request.user, "reports.add_freetable")
    if request.method == "POST" and not may_add:
        raise Http404
    form = TableForm(request.POST or None, years=persons.years(request.user)) if may_add else None
    if form and form.is_valid():
        with form.refusing():
            table = services.release_table(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The table is released. It counts as known from now on."))
            return redirect(table)
    shown = bounded(FreeTable.objects.allowed(request.user).light(), request)
    return page(request, "reports/table_list.html", {"shown": shown}, form)


@roles_required("reports.view_freetable")
@require_safe
def table_detail(request: HttpRequest, number: int) -> HttpResponse:
    table = get_allowed_or_404(request, FreeTable, "view", pk=number)
    view = View(table.figures["tables"][0])
    rows = [(label, [view.text(row, column) for column in view.columns]) for row, label in view.row_labels.items()]
    heads = [view.corner, *view.column_labels.values()]
    context = {"table": table, "title": view.title, "heads": heads, "rows": rows}
    return page(request, "reports/table_detail.html", context)


@roles_required("reports.view_threshold")
@require_http_methods(["GET", "HEAD", "POST"])
def threshold(request: HttpRequest) -> HttpResponse:
    """From how many persons on a figure is shown, what it was before, and another one from now on."""
    may_add = has_role_permission(request.user, "reports.add_threshold")
    if request.method == "POST" and not may_add:
        raise Http404
    form = ThresholdForm(request.POST or None) if may_add else None
    if form and form.is_valid():
        with form.refusing():
            services.set_threshold(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The smallest figure shown is settled."))
            return redirect("reports:threshold")
    rows = bounded(Threshold.objects.allowed(request.user).select_related("set_by"), request)
    return page(request, "reports/threshold.html", {"now": releases.threshold(), "rows": rows}, form)
