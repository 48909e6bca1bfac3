from typing import Any

from django.db import transaction
from django.utils import timezone

from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.jobs.services import cancel
from reports.enums import EditionState
from reports.models import Edition
from reports.rules import check_cancellable


@transaction.atomic
def cancel_edition(*, actor: Any, edition: Edition) -> Edition:
    """The edition is not drawn. A worker at it stops at its next step; what it had made is stored nowhere.

    The edition is locked before its job, as the worker that stores its files does: one of them is first.
    """
    require(actor, "draw", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    check_cancellable(state=edition.state)
    edition.state, edition.cancelled_by, edition.cancelled_at = EditionState.CANCELLED, actor, timezone.now()
    edition.save(update_fields=["state", "cancelled_by", "cancelled_at"])
    if edition.job_id is not None:
        cancel(actor=actor, job_id=edition.job_id)
    record(actor, AuditAction.EDITION_CANCELLED, edition, year=edition.year)
    return edition
