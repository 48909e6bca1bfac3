"""The data protection officer's pages, and the log of one case for those who work on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.audit.enums import AuditAction
from cmm.audit.selectors import entries, security_events
from cmm.audit.services import record
from cmm.core.pages import bounded, page
from cmm.oversight.forms import LogFilter
from cmm.oversight.selectors import lines, user_called


@roles_required("audit.view_auditentry")
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    form = LogFilter(request.GET or None)
    shown = bounded(entries(**narrowed(form)), request, 50)
    record(request.user, AuditAction.LOG_READ, request.user, case_ref=form.chosen().get("case", "")[:24])
    return page(request, "oversight/audit_log.html", {"shown": shown, "lines": lines(shown.rows), "form": form})


@roles_required("audit.view_auditentry")
@require_safe
def audit_events(request: HttpRequest) -> HttpResponse:
    shown = bounded(security_events(), request, 50)
    record(request.user, AuditAction.LOG_READ, request.user, part="security")
    return page(request, "oversight/audit_events.html", {"shown": shown, "lines": lines(shown.rows)})


def narrowed(form: LogFilter) -> dict[str, Any]:
    """What the filter asks of the log; an unknown user finds nothing rather than everybody."""
    chosen = form.chosen()
    narrowed: dict[str, Any] = {"case_ref": chosen.get("case", ""), "action": chosen.get("action", "")}
    narrowed["day"] = chosen.get("day")
    narrowed["actor_id"] = (user_called(chosen["user"]) or -1) if "user" in chosen else None
    return narrowed


@roles_required("cases.change_case")
@require_safe
def case_log(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "change", ref=ref, log_as=AuditAction.CASE_OPENED)
    shown = bounded(entries(case_ref=case.ref), request, 50)
    context = {"case": case, "tab": "log", "shown": shown, "lines": lines(shown.rows)}
    return page(request, "oversight/case_log.html", context)
