"""A second opinion: somebody else's view of the same assessment."""

from django.db import transaction

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.models import Assessment, SecondOpinion
from identification.rules.opinions import check_opinion
from identification.selectors.texts import author_ids
from identification.services.locks import lock_assessment


@transaction.atomic
def give_opinion(
    *, actor: User, assessment: Assessment, recommendation: str, reasons: str, speaks_against: str
) -> SecondOpinion:
    """Both views stand, and whoever decides reads both. ``actor`` does not decide. Raises RuleError."""
    require(actor, "change", assessment)
    case, assessment = lock_assessment(assessment)
    check_opinion(state=assessment.state, is_author=actor.pk in author_ids(assessment))
    opinion = SecondOpinion(
        assessment=assessment,
        author=actor,
        recommendation=recommendation,
        reasons=reasons.strip(),
        speaks_against=speaks_against.strip(),
    )
    opinion.full_clean(exclude=["assessment", "author"])
    opinion.save()
    record(actor, AuditAction.OPINION_GIVEN, assessment, case_ref=case.ref, recommendation=recommendation)
    return opinion
