"""Writing an assessment, and sending it."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import CaseStatus
from cases.models import Case
from cases.services import move_case, touch
from cmm.accounts.models import User
from cmm.accounts.scoping import can, require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
from identification.enums import AssessmentState
from identification.models import Assessment, Revision
from identification.rules.elements import check_complete
from identification.rules.grounds import Grounds, differing
from identification.rules.steps import (
    check_assessable,
    check_submittable,
    check_unchanged,
    check_version,
    check_writable,
)
from identification.selectors.texts import forms_called, grounds_of, is_under_way, revision_of
from identification.services.locks import lock_assessment, lock_case


@transaction.atomic
def prepare_assessment(*, actor: User, case: Case, grounds: Grounds) -> Assessment:
    """The case has an assessment under way, as a draft. One at a time. Raises RuleError, Conflict."""
    require(actor, "assess", case)
    grounds, case = grounds.tidied(), lock_case(case.pk)
    check_assessable(case.status)
    if is_under_way(case):
        raise Conflict(_("The case already has an assessment under way."), code="under_way")
    last = case.assessments.aggregate(last=Max("number"))["last"] or 0
    assessment = Assessment(case=case, number=last + 1, prepared_by=actor)
    write(actor, assessment, grounds)
    if case.status == CaseStatus.INQUIRY:
        move_case(actor=actor, case=case, to=CaseStatus.IN_CLARIFICATION, under="assess")
    touch(case)
    record(actor, AuditAction.ASSESSMENT_PREPARED, assessment, case_ref=case.ref, number=assessment.number)
    return assessment


@transaction.atomic
def revise_assessment(*, actor: User, assessment: Assessment, version: int, grounds: Grounds) -> Assessment:
    """The assessment says ``grounds``, and ``actor`` is one of its authors.

    ``version`` is the one the text was written from; if another stands, Conflict is raised and nothing is
    stored. A text that changes nothing makes nobody an author. What was sent stays complete. Raises
    RuleError, and ValidationError with every gap at its field.
    """
    require(actor, "change", assessment)
    case, assessment = lock_assessment(assessment)
    check_writable(assessment.state, may_decide=answers(actor, case, assessment))
    grounds = grounds.tidied()
    changed = differing(grounds, grounds_of(assessment))
    if not changed:
        return assessment
    standing = revision_of(assessment, assessment.version)
    check_version(opened=version, now=assessment.version, author=standing.author.name if standing else "")
    if assessment.state == AssessmentState.SUBMITTED:
        check_complete(grounds, case.victim.age_band)
    assessment.version += 1
    write(actor, assessment, grounds)
    touch(case)
    record(actor, AuditAction.ASSESSMENT_REVISED, assessment, case_ref=case.ref, parts=changed)
    return assessment


@transaction.atomic
def submit_assessment(*, actor: User, assessment: Assessment, version: int) -> Assessment:
    """The assessment waits for the competent authority's decision, and so does the case.

    Raises ValidationError with every gap at its field, Conflict when the text is not the one that was read.
    """
    require(actor, "change", assessment)
    case, assessment = lock_assessment(assessment)
    check_submittable(assessment.state)
    check_unchanged(read=version, now=assessment.version)
    check_complete(grounds_of(assessment), case.victim.age_band)
    assessment.state = AssessmentState.SUBMITTED
    assessment.submitted_by, assessment.submitted_at = actor, timezone.now()
    assessment.save(update_fields=["state", "submitted_by", "submitted_at"])
    move_case(actor=actor, case=case, to=CaseStatus.AWAITING_DECISION, under="assess")
    record(actor, AuditAction.ASSESSMENT_SUBMITTED, assessment, case_ref=case.ref, version=assessment.version)
    return assessment


def answers(actor: User, case: Case, assessment: Assessment) -> bool:
    """Whether ``actor`` is of the authority the assessment was sent to, and may decide it."""
    return case.authority == actor.organisation.code and can(actor, "decide", assessment)


def write(actor: User, assessment: Assessment, grounds: Grounds) -> None:
    """Store the text, and with it the revision that says who wrote it."""
    forms = {row.code: row for row in forms_called({grounds.exploitation_form, *grounds.secondary_forms} - {""})}
    for name in ("facts", "purpose_evidence", "speaks_against", "recommendation", "reasons"):
        setattr(assessment, name, getattr(grounds, name))
    for element in ("act", "means", "purpose"):
        setattr(assessment, f"{element}_status", grounds.status_of(element))
    assessment.act_types, assessment.act_evidence = sorted(grounds.act), with_text(grounds.act)
    assessment.means_types, assessment.means_evidence = sorted(grounds.means), with_text(grounds.means)
    assessment.exploitation_form = forms[grounds.exploitation_form] if grounds.exploitation_form else None
    assessment.saved_at = timezone.now()
    assessment.full_clean(exclude=["case", "prepared_by", "exploitation_form"], validate_unique=False)
    assessment.save()
    assessment.secondary_forms.set([forms[code] for code in grounds.secondary_forms])
    Revision.objects.create(
        assessment=assessment, version=assessment.version, author=actor, text=grounds_of(assessment).stored()
    )


def with_text(evidence: Mapping[str, str]) -> dict[str, str]:
    return {kind: text for kind, text in evidence.items() if text}
