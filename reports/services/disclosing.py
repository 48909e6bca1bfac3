"""Nothing is released that gives a small figure away, alone or beside anything released before."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from reports.figures.audit import Audit, audit
from reports.figures.protecting import Unprotected
from reports.models import Threshold

RELEASE_LOCK = 7_206_213


def one_release_at_a_time() -> None:
    """Two releases at once would each be audited without the other: the second waits and is audited with the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RELEASE_LOCK])


def check_releasable(figures: dict[str, Any], earlier: Iterable[dict[str, Any]]) -> Audit:
    """What the audit of ``figures`` with all ``earlier`` releases found. Raises RuleError that names the tables."""
    try:
        return audit(figures, earlier)
    except Unprotected as problem:
        raise refusal(problem) from problem


def refusal(problem: Unprotected) -> RuleError:
    """The same in words, with the tables from which it could be worked out."""
    if not problem.places:
        return RuleError(problem.message, code="unprotected")
    message = gettext_lazy("%(why)s From these tables together: %(places)s.")
    return RuleError(message, code="unprotected", params={"why": problem.message, "places": "; ".join(problem.places)})


@transaction.atomic
def set_threshold(*, actor: Any, value: int, reason: str) -> Threshold:
    """Figures below ``value`` are withheld in all that is made from now on; what was printed stays."""
    require_role(actor, "reports.add_threshold")
    newest = Threshold.objects.first()
    if newest and newest.value == value:
        raise RuleError(_("That is the number already."), code="same_threshold", field="value")
    settled = Threshold.objects.create(value=value, reason=reason, set_by=actor)
    record(actor, AuditAction.THRESHOLD_SET, settled, value=value, before=newest.value if newest else None)
    return settled
