"""Emergency access to a restricted case: opened by a caseworker who says why, ended, and judged by somebody else."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import GlassCategory, GlassVerdict
from cases.models import BrokenGlass, Case
from cases.rules import check_glass_reason, check_review
from cmm.accounts.models import User
from cmm.accounts.scoping import GLASS, require, require_role
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import note_event, record
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.core.proof import require_proof, tell_proof
from cmm.core.refs import next_ref


@transaction.atomic
def break_glass(*, actor: User, case_ref: str, category: str, reason: str) -> BrokenGlass:
    """The restricted case with this number is open to ``actor`` for four hours, to be read, and others are told.

    Whatever else the number stands for (nothing, a case kept to named persons, one behind a wall, one that is open
    to ``actor`` anyway), the words and the work are the same. Raises RuleError, ProofWanted.
    """
    require_role(actor, GLASS)
    check_glass_reason(reason)
    require_proof()
    ref = next_ref("N")
    with acting(Context(actor.pk, "glass")):
        tell_proof(actor.pk, timezone.now())
        is_open = Case.objects.allowed(actor).filter(ref=case_ref).exists()
        made = 0 if is_open else asked("break_glass", case_ref, ref, GlassCategory(category).value, reason.strip())
        glass: BrokenGlass | None = BrokenGlass.objects.filter(pk=made or 0).first()
    if glass is None:
        note_event(EventKind.GLASS_HELD, actor=actor, subject=case_ref)
        raise RuleError(
            _("Emergency access cannot open this number. Check it, look among your cases, or ring the coordinator."),
            code="held",
            field="case_ref",
        )
    record(actor, AuditAction.GLASS_BROKEN, glass, case_ref=case_ref, category=glass.category)
    return glass


@transaction.atomic
def end_glass(*, actor: User, glass: BrokenGlass) -> BrokenGlass:
    """The emergency access is over, and the case closed to whoever had it. Ended already, nothing happens."""
    require(actor, "end", glass)
    with acting(Context(actor.pk, "glass")):
        ended = asked("end_glass", glass.pk)
        glass.refresh_from_db(fields=["ended_at"])
    if ended:
        record(actor, AuditAction.GLASS_ENDED, glass, case_ref=glass.case_ref)
    return glass


def asked(function: str, *values: Any) -> Any:
    """What a function of cases/policies.sql answers: a caseworker has no other way to a case they do not see."""
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{function}({marks})", values)
        return cursor.fetchone()[0]


@transaction.atomic
def review_glass(*, actor: User, glass: BrokenGlass, verdict: str, remark: str = "") -> BrokenGlass:
    """Somebody else has judged the emergency access, once and for good. Raises RuleError, Conflict."""
    require(actor, "judge", glass)
    glass = BrokenGlass.objects.select_for_update(of=("self",)).get(pk=glass.pk)
    reviewed = glass.reviewed_at is not None
    check_review(by=actor.pk, broken_by=glass.user_id, reviewed=reviewed, verdict=verdict, remark=remark)
    glass.verdict, glass.remark = GlassVerdict(verdict), remark.strip()
    glass.reviewed_by, glass.reviewed_at = actor, timezone.now()
    glass.save(update_fields=["verdict", "remark", "reviewed_by", "reviewed_at"])
    record(actor, AuditAction.GLASS_REVIEWED, glass, case_ref=glass.case_ref, verdict=glass.verdict)
    return glass
