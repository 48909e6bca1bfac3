"""The coordinator's page of the team."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.core.pages import page
from cmm.desk.caseload import caseload


@roles_required("cases.assign_case")
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    context = caseload(request.user)
    note_reading(request, [*[one.case for one in context["resting"]], *context["offers"]])
    return page(request, "desk/team.html", context)
