"""Writing an assessment, and sending it."""

from collections.abc import Collection

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
from identification.rules.grounds import PARTS, Grounds, differing, with_parts
from identification.rules.steps import (
    check_assessable,
    check_submittable,
    check_unchanged,
    check_version,
    check_writable,
)
from identification.selectors.catalogue import latest
from identification.selectors.texts import forms_called, grounds_of, is_under_way, revision_of
from identification.services.linking import NOTED, Origin, already_observed, link, observed
from identification.services.locks import lock_assessment, lock_case


@transaction.atomic
def prepare_assessment(*, actor: User, case: Case, grounds: Grounds, origin: Origin = NOTED) -> Assessment:
    """The case has an assessment under way, as a draft. One at a time. Raises RuleError, Conflict.

    ``origin`` is where the texts in it that become observations come from.
    """
    require(actor, "assess", case)
    grounds, case = grounds.tidied(), lock_case(case.pk)
    check_assessable(case.status)
    if is_under_way(case):
        raise Conflict(_("The case already has an assessment under way."), code="under_way")
    last = case.assessments.aggregate(last=Max("number"))["last"] or 0
    assessment = Assessment(case=case, number=last + 1, prepared_by=actor)
    write(actor, assessment, observed(actor, case, grounds, origin))
    if case.status == CaseStatus.INQUIRY:
        move_case(actor=actor, case=case, to=CaseStatus.IN_CLARIFICATION, under="assess")
    touch(case)
    record(actor, AuditAction.ASSESSMENT_PREPARED, assessment, case_ref=case.ref, number=assessment.number)
    return assessment


@transaction.atomic
def revise_assessment(
    *,
    actor: User,
    assessment: Assessment,
    version: int,
    grounds: Grounds,
    parts: Collection[str] = PARTS,
    origin: Origin = NOTED,
) -> Assessment:
    """``parts`` of the assessment say what ``grounds`` does, and ``actor`` is one of its authors.

    ``version`` is the one the text was written from; if somebody has changed any of ``parts`` since, Conflict is
    raised and nothing is stored. A text that changes nothing makes nobody an author. What was sent stays complete.
    Raises RuleError, and ValidationError with every gap at its field.
    """
    require(actor, "change", assessment)
    case, assessment = lock_assessment(assessment)
    check_writable(assessment.state, may_decide=answers(actor, case, assessment))
    stands = grounds_of(assessment)
    grounds = already_observed(case, with_parts(stands, grounds, parts).tidied())
    changed = differing(grounds, stands)
    if not changed:
        return assessment
    if version != assessment.version and changed_since(assessment, version, stands, parts):
        standing = revision_of(assessment, assessment.version)
        check_version(opened=version, now=assessment.version, author=standing.author.name if standing else "")
    if assessment.state == AssessmentState.SUBMITTED:
        check_complete(grounds, case.victim.age_band)
    assessment.version += 1
    write(actor, assessment, observed(actor, case, grounds, origin))
    touch(case)
    record(actor, AuditAction.ASSESSMENT_REVISED, assessment, case_ref=case.ref, parts=changed)
    return assessment


def changed_since(assessment: Assessment, version: int, stands: Grounds, parts: Collection[str]) -> bool:
    """Whether somebody has changed any of ``parts`` since ``version``; of a version that never was, nobody knows."""
    begun = revision_of(assessment, version)
    return begun is None or bool(set(differing(Grounds.read(begun.text), stands)) & set(parts))


@transaction.atomic
def remove_support(
    *, actor: User, assessment: Assessment, element: str, kind: str, number: int, reason: str = ""
) -> Assessment:
    """What was claimed no longer rests on observation ``number``, and the history says who took it away and why.

    Raises RuleError, Conflict; ValidationError where what was sent would no longer be complete.
    """
    require(actor, "change", assessment)
    case, assessment = lock_assessment(assessment)
    check_writable(assessment.state, may_decide=answers(actor, case, assessment))
    stands = grounds_of(assessment)
    grounds = stands.without(element, kind, number)
    if grounds == stands:
        raise Conflict(_("Somebody else has just removed it."), code="already_removed")
    if assessment.state == AssessmentState.SUBMITTED:
        check_complete(grounds, case.victim.age_band)
    assessment.version += 1
    write(actor, assessment, grounds, reason=reason)
    touch(case)
    removed = f"{element}.{kind}" if kind else element
    record(actor, AuditAction.SUPPORT_REMOVED, assessment, case_ref=case.ref, part=removed, number=number)
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
    assessment.submitted_by, assessment.submitted_at, assessment.catalogue = actor, timezone.now(), latest()
    assessment.save(update_fields=["state", "submitted_by", "submitted_at", "catalogue"])
    move_case(actor=actor, case=case, to=CaseStatus.AWAITING_DECISION, under="assess")
    record(actor, AuditAction.ASSESSMENT_SUBMITTED, assessment, case_ref=case.ref, version=assessment.version)
    return assessment


def answers(actor: User, case: Case, assessment: Assessment) -> bool:
    """Whether ``actor`` is of the authority the assessment was sent to, and may decide it."""
    return case.authority == actor.organisation.code and can(actor, "decide", assessment)


def write(actor: User, assessment: Assessment, grounds: Grounds, *, reason: str = "") -> None:
    """Store the text with what it rests on, and the revision that says who wrote it."""
    forms = {row.code: row for row in forms_called({grounds.exploitation_form, *grounds.secondary_forms} - {""})}
    for name in ("facts", "speaks_against", "recommendation", "reasons"):
        setattr(assessment, name, getattr(grounds, name))
    for element in ("act", "means", "purpose"):
        setattr(assessment, f"{element}_status", grounds.status_of(element))
    assessment.act_types, assessment.means_types = sorted(grounds.act), sorted(grounds.means)
    assessment.exploitation_form = forms[grounds.exploitation_form] if grounds.exploitation_form else None
    assessment.saved_at = timezone.now()
    assessment.full_clean(exclude=["case", "prepared_by", "exploitation_form"], validate_unique=False)
    assessment.save()
    assessment.secondary_forms.set([forms[code] for code in grounds.secondary_forms])
    link(actor, assessment, grounds, reason=reason)
    Revision.objects.create(assessment=assessment, version=assessment.version, author=actor, text=grounds.stored())
