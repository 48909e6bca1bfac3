"""The data protection officer's pages, and the log of one case for those who work on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from cases.selectors import glass_lists
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.audit.enums import AuditAction
from cmm.audit.selectors import case_called, entries, readings, security_events
from cmm.audit.services import record
from cmm.core.counts import bounded_counts
from cmm.core.forms import FilterForm
from cmm.core.pages import bounded, page
from cmm.oversight.forms import LogFilter, ReadingFilter
from cmm.oversight.rules import as_ref
from cmm.oversight.selectors.names import lines, reading_lines, user_called
from cmm.oversight.selectors.review import what_to_review
from cmm.oversight.services import ask_for_proof


@roles_required("audit.view_auditentry")
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    form = LogFilter(request.GET or None)
    chosen = form.chosen()
    shown = bounded(entries(case_ref=chosen.get("case", ""), **narrowed(form, "action")), request, 50)
    record(request.user, AuditAction.LOG_READ, request.user, case_ref=as_ref(chosen.get("case", "")))
    verdict, standing, looked = what_to_review()
    context = {
        "shown": shown,
        "lines": lines(shown.rows),
        "form": form,
        "verdict": verdict,
        "standing": standing,
        "looked": looked,
        "waiting": bounded_counts({"glasses": glass_lists(request.user)["waiting"]})["glasses"],
    }
    return page(request, "oversight/audit_log.html", context)


@roles_required("audit.view_auditentry")
@require_POST
def audit_verify(request: HttpRequest) -> HttpResponse:
    ask_for_proof(actor=request.user)
    messages.success(request, _("The log is being checked. The result stands here when it is done."))
    return redirect("audit_log")


@roles_required("audit.view_auditentry")
@require_safe
def audit_readings(request: HttpRequest) -> HttpResponse:
    form = ReadingFilter(request.GET or None)
    ref = form.chosen().get("case", "")
    case_id = (case_called(ref) or NOBODY) if ref else None
    shown = bounded(readings(case_id=case_id, **narrowed(form, "purpose")), request, 50)
    record(request.user, AuditAction.LOG_READ, request.user, case_ref=as_ref(ref), part="readings")
    context = {"shown": shown, "lines": reading_lines(shown.rows), "form": form}
    return page(request, "oversight/audit_readings.html", context)


@roles_required("audit.view_auditentry")
@require_safe
def audit_events(request: HttpRequest) -> HttpResponse:
    shown = bounded(security_events(), request, 50)
    record(request.user, AuditAction.LOG_READ, request.user, part="security")
    return page(request, "oversight/audit_events.html", {"shown": shown, "lines": lines(shown.rows)})


NOBODY = -1  # whoever or whatever was asked for is unknown: nothing is found, rather than everything


def narrowed(form: FilterForm, *exact: str) -> dict[str, Any]:
    """What both filters ask of the log besides the case."""
    chosen = form.chosen()
    found: dict[str, Any] = {name: chosen.get(name, "") for name in exact}
    found["day"] = chosen.get("day")
    found["actor_id"] = (user_called(chosen["user"]) or NOBODY) if "user" in chosen else None
    return found


@login_required
@require_safe
def case_log(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has opened the case and, on the other tab, what was done in it."""
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    part = "acts" if request.GET.get("part") == "acts" else "readings"
    rows: Any = entries(case_ref=case.ref) if part == "acts" else readings(case_id=case.pk)
    shown = bounded(rows, request, 50)
    context = {"case": case, "tab": "log", "part": part, "shown": shown, "lines": lines(shown.rows)}
    return page(request, "oversight/case_log.html", context)
