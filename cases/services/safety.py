"""What keeps somebody safe: the note everybody reads first, and who speaks for a child."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.enums import RepresentativeKind
from cases.models import Case, Representative, SafetyNote
from cases.particulars import Safety, Standing
from cases.rules.safety import check_safety, check_standing, check_still_speaks
from cases.services.locks import locked_under_case
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def write_safety_note(*, actor: User, case: Case, safety: Safety, no_threat: bool = False) -> SafetyNote:
    """From now on this is what everybody reads before they ring, write or find a bed. Raises RuleError."""
    require(actor, "change", case)
    safety = safety.tidied()
    check_safety(safety=safety, no_threat=no_threat)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = SafetyNote.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    note = SafetyNote(case=case, number=last + 1, no_threat=no_threat, written_by=actor)
    note.said = safety.filled() or None
    note.save(force_insert=True)
    touch(case)
    record(actor, AuditAction.SAFETY_WRITTEN, note, case_ref=case.ref, number=note.number, no_threat=no_threat)
    return note


@transaction.atomic
def record_representative(*, actor: User, case: Case, kind: RepresentativeKind, standing: Standing) -> Representative:
    """Somebody speaks for the person in ``case``. Raises RuleError."""
    require(actor, "change", case)
    standing = standing.tidied()
    check_standing(standing)
    representative = Representative(case=case, kind=kind, said=standing.filled(), recorded_by=actor)
    representative.save(force_insert=True)
    touch(case)
    record(actor, AuditAction.REPRESENTATIVE_RECORDED, representative, case_ref=case.ref, kind=str(kind))
    return representative


@transaction.atomic
def end_representative(*, actor: User, representative: Representative) -> Representative:
    """They speak for the person no longer; that they did stays. Raises Conflict."""
    require(actor, "change", representative)
    representative = locked_under_case(representative)
    check_still_speaks(has_ended=representative.ended_at is not None)
    representative.ended_at, representative.ended_by = timezone.now(), actor
    representative.save(update_fields=["ended_at", "ended_by"])
    touch(representative.case)
    record(actor, AuditAction.REPRESENTATIVE_ENDED, representative, case_ref=representative.case.ref)
    return representative
