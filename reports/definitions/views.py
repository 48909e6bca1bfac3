"""Pages of what figures count: the definitions, and in an edition each figure with its flow and the cases behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission
from cmm.core.pages import bounded, page
from reports.definitions.rules import RULES
from reports.models import Definition, Edition
from reports.selectors import figures


@roles_required("reports.view_definition")
@require_safe
def definition_list(request: HttpRequest) -> HttpResponse:
    shown = Definition.objects.allowed(request.user).newest()
    return page(request, "reports/definition_list.html", {"shown": shown})


@roles_required("reports.view_definition")
@require_safe
def definition_detail(request: HttpRequest, code: str) -> HttpResponse:
    versions = list(Definition.objects.allowed(request.user).coded(code))
    if not versions:
        raise Http404
    return page(request, "reports/definition_detail.html", {"definition": versions[0], "versions": versions})


@roles_required("reports.view_definition")
@require_safe
def figure_detail(request: HttpRequest, year: int, table: str) -> HttpResponse:
    """What a table counts and how one came to it. Ministries see what is printed, and no page of this."""
    edition, found = figure_or_404(request, year, table)
    context = figures.opened(edition, found, request.user) | {"edition": edition, "table": found}
    context["may_open"] = context["has_rows"] and has_role_permission(request.user, "cases.view_case")
    return page(request, "reports/figure_detail.html", context)


@roles_required("reports.view_definition")
@require_safe
def figure_rows(request: HttpRequest, year: int, table: str) -> HttpResponse:
    """The cases behind a figure that the reader may see anyway; nobody sees one because it was counted."""
    if not has_role_permission(request.user, "cases.view_case"):
        raise Http404
    edition, found = figure_or_404(request, year, table)
    why, context = request.GET.get("why", "counted"), figures.opened(edition, found, request.user)
    definition = context["definition"]
    if not context["has_rows"] or why not in figures.REASONS or definition["rule"] not in RULES:
        raise Http404
    shown = bounded(figures.cases_behind(edition, definition, why, Case.objects.allowed(request.user)), request)
    note_reading(request, shown.rows)
    context |= {"edition": edition, "table": found, "shown": shown, "why": figures.REASONS[why]}
    context["back"] = f"{reverse('reports:figure_detail', args=[year, table])}?edition={edition.number}"
    return page(request, "reports/figure_rows.html", context)


def figure_or_404(request: HttpRequest, year: int, table: str) -> tuple[Edition, dict[str, object]]:
    """The table of the edition asked for by number, else of the newest of the year."""
    rows, number = Edition.objects.allowed(request.user).of_year(year), request.GET.get("edition", "")
    edition = rows.numbered(int(number)).first() if number.isascii() and number.isdigit() else rows.first()
    found = figures.table_of(edition, table) if edition else None
    if edition is None or found is None:
        raise Http404
    return edition, found
