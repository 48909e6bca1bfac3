"""Figures on screen: true counts for CMM, published ones for whoever reads reports."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmm.accounts.doors import roles_required
from cmm.core.pages import page
from reports.forms import DashboardFilter
from reports.models import Edition, Overview
from reports.selectors import dashboards


@roles_required("reports.view_historicalcount")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    years = dashboards.live_years(timezone.localdate().year)
    form = DashboardFilter(request.GET or None, years=years)
    asked = form.asked_for()
    counted = Overview.objects.allowed(request.user).order_by("-day").first()
    panels = dashboards.internal(counted, asked["year"] or years[0], asked["by"])
    told = {"form": form, "counted": counted, "panels": panels, "year": asked["year"] or years[0]}
    return page(request, "reports/overview.html", told)


@roles_required("reports.view_edition")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """From frozen editions alone: a reader of reports reaches no others."""
    shown = Edition.objects.allowed(request.user).published().newest_first()
    newest = {edition.year: edition for edition in reversed(shown.light())}
    years = sorted(newest, reverse=True)
    form = DashboardFilter(request.GET or None, years=years)
    asked = form.asked_for()
    year = asked["year"] or (years[0] if years else None)
    wanted = {edition.pk for edition in (newest.get(years[0]) if years else None, newest.get(year)) if edition}
    full = {edition.year: edition for edition in shown.filter(pk__in=wanted)}
    panels = dashboards.published(full.get(years[0]) if years else None, full.get(year), asked["by"])
    return page(
        request, "reports/figures.html", {"form": form, "panels": panels, "edition": newest.get(year), "year": year}
    )
