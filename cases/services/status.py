"""Where the work stands, and when it was last touched."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.closing import ENDING
from cases.enums import CaseStatus
from cases.models import Case
from cases.rules import check_day, check_move
from cases.rules.safety import check_leaving
from cases.selectors.safety import lacks_representative, safety_of
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def move_case(*, actor: User, case: Case, to: CaseStatus, under: str = "change", on: date | None = None) -> Case:
    """The case stands at ``to``. This is the only writer of ``Case.status``, judged by the table of moves.

    ``under`` is the action on the case whose right opens the move: who may decide may move it by deciding.
    The case given is changed too, so that callers need not fetch it again. What hangs on a case ends with it
    (``cases.closing``). Raises RuleError.
    """
    require(actor, under, case)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    check_move(now=locked.status, then=to)
    check_leaving(
        status=locked.status,
        has_note=safety_of(case) is not None,
        age_band=case.victim.age_band,
        has_representative=not lacks_representative(case),
    )
    day = on or timezone.localdate()
    check_day(on=day, opened_on=locked.opened_on)
    record(actor, AuditAction.CASE_MOVED, case, case_ref=case.ref, before=locked.status, after=to.value)
    case.status = to
    case.closed_on = day if to == CaseStatus.CLOSED else None
    case.touched_at = timezone.now()
    case.save(update_fields=["status", "closed_on", "touched_at"])
    if to == CaseStatus.CLOSED:
        for ends in ENDING:
            ends(actor, case, day)
    return case


def touch(case: Case) -> None:
    """The case was worked on now."""
    case.touched_at = timezone.now()
    case.save(update_fields=["touched_at"])
