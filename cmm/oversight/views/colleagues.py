"""The log by colleague: what one has seen, and everybody's numbers beside what is usual."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cmm.accounts.doors import roles_required
from cmm.audit.enums import AuditAction
from cmm.audit.selectors import readings
from cmm.audit.services import record
from cmm.core.pages import bounded, page
from cmm.oversight.forms import PatternFilter, PeriodFilter
from cmm.oversight.selectors.names import colleague, reading_lines
from cmm.oversight.selectors.patterns import LABELS, in_order, patterns_in, period_of
from cmm.oversight.selectors.persons import whom_saw

FIRST_ORDER = "-not_own"
HEADS = {"name": _("User")} | LABELS


@roles_required("audit.view_auditentry")
@require_safe
def audit_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom a colleague has seen, person by person, and on the other tab every look."""
    user = colleague(pk)
    if user is None:
        raise Http404
    part = "every" if request.GET.get("part") == "every" else "persons"
    form = PeriodFilter(request.GET)
    days = form.length
    record(request.user, AuditAction.LOG_READ, user, part="user")
    context: dict[str, Any] = {"seen_user": user, "part": part, "form": form, "days": days}
    since = timezone.now() - timedelta(days=days)
    if part == "every":
        shown = bounded(readings(actor_id=user.pk, since=since), request, 50)
        return page(
            request, "oversight/audit_user.html", context | {"shown": shown, "lines": reading_lines(shown.rows)}
        )
    groups = whom_saw(user.pk, since)
    shown = bounded(groups, request, 50, counted=len(groups))
    return page(request, "oversight/audit_user.html", context | {"shown": shown})


@roles_required("audit.view_auditentry")
@require_safe
def audit_patterns(request: HttpRequest) -> HttpResponse:
    form = PatternFilter(request.GET)
    days, role = form.length, form.chosen().get("role", "")
    order = request.GET.get("sort", FIRST_ORDER)
    record(request.user, AuditAction.LOG_READ, request.user, part="patterns")
    found = [one for one in patterns_in(*period_of(days)) if not role or role in one.roles]
    shown = bounded(in_order(found, order), request, 50, counted=len(found))
    context = {"form": form, "days": days, "shown": shown, "heads": heads(request.GET, order)}
    return page(request, "oversight/audit_patterns.html", context)


@dataclass(frozen=True)
class Head:
    """One sortable head; ``sorted`` is as aria-sort says it."""

    label: Any
    url: str
    sorted: str


def heads(query: QueryDict, order: str) -> list[Head]:
    """Numbers begin with the largest, names with the first; a second press turns the order round."""
    kept = query.copy()
    kept.pop("page", None)
    return [head(name, label, kept, order) for name, label in HEADS.items()]


def head(name: str, label: Any, kept: QueryDict, order: str) -> Head:
    first, second = (name, f"-{name}") if name == "name" else (f"-{name}", name)
    kept["sort"] = second if order == first else first
    state = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    return Head(label, f"?{kept.urlencode()}", state)
