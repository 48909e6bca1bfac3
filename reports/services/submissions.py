"""Verbs about returns: asked for by one, made by the worker, released by another."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.jobs.services import Claimed, enqueue
from reports.enums import EditionState, SubmissionState
from reports.extracts.packing import BrokenSeal
from reports.figures.protecting import Unprotected
from reports.figures.tables import Frozen
from reports.models import Edition, Submission
from reports.returning.making import made
from reports.selectors import releases, submissions
from reports.selectors.register import one_moment
from reports.services.disclosing import one_release_at_a_time
from reports.services.editions import digest_of

MAKE = "reports.make_submission"


@transaction.atomic
def request_submission(*, actor: User, kind: str, edition: Edition) -> Submission:
    """The return of the edition's year is promised; the worker makes it of the edition's rows."""
    require_role(actor, "reports.add_submission")
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.PUBLISHED or not edition.is_live:
        raise RuleError(_("A return is made of a published edition."), code="not_published", field="edition")
    same = Submission.objects.filter(kind=kind, year=edition.year)
    submission = Submission.objects.create(
        kind=kind,
        year=edition.year,
        number=(same.aggregate(last=Max("number"))["last"] or 0) + 1,
        edition=edition,
        requested_by=actor,
    )
    submission.job = enqueue(MAKE, key=f"submission:{submission.pk}", args={"submission": submission.pk}, actor=actor)
    submission.save(update_fields=["job"])
    record(actor, AuditAction.SUBMISSION_REQUESTED, submission, kind=kind, year=edition.year)
    return submission


def make_submission(job: Claimed) -> None:
    """The return has its figures, or says where something could be worked out of them."""
    submission = Submission.objects.select_related("edition__extract").get(pk=job.args["submission"])
    figures, places = None, []
    if submission.state == SubmissionState.REQUESTED:
        try:
            figures = figures_of(submission)
        except Unprotected as problem:
            places = problem.places
        except BrokenSeal as problem:
            places = [str(problem)]
    with job.finishing():
        keep(submission, figures, places)


def figures_of(submission: Submission) -> Frozen:
    with one_moment():
        refs = releases.refs()
        earlier = releases.released(refs)
        persons, told = submissions.persons_of(submission.edition), submissions.confirmed(submission.year)
    extract = submission.edition.extract
    return made(
        submission.kind,
        submission.year,
        persons,
        told,
        earlier,
        threshold=extract.head["threshold"],
        rests_on={"edition": submission.edition.ref, "extract": extract.digest, "earlier": refs},
    )


def keep(submission: Submission, figures: Frozen | None, places: list[str]) -> None:
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if submission.state != SubmissionState.REQUESTED:
        return
    submission.figures, submission.places = figures, places
    submission.digest = digest_of(figures) if figures else ""
    submission.state = SubmissionState.READY if figures else SubmissionState.STOPPED
    submission.save(update_fields=["figures", "digest", "places", "state"])
    record(None, AuditAction.SUBMISSION_MADE, submission, state=submission.state, digest=submission.digest)


@transaction.atomic
def release_submission(*, actor: User, submission: Submission) -> Submission:
    """It may leave from now on, and all that comes after reckons with it. Raises RuleError."""
    require(actor, "release", submission)
    one_release_at_a_time()
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    check_releasable(submission, actor)
    submission.state, submission.released_by, submission.released_at = SubmissionState.RELEASED, actor, timezone.now()
    submission.save(update_fields=["state", "released_by", "released_at"])
    record(actor, AuditAction.SUBMISSION_RELEASED, submission, kind=submission.kind, digest=submission.digest)
    return submission


def check_releasable(submission: Submission, actor: User) -> None:
    if submission.state != SubmissionState.READY:
        raise RuleError(_("Only a return that is made can be released, and only once."), code="not_ready")
    if submission.requested_by_id == actor.pk:
        raise RuleError(_("Another than whoever asked for the return releases it."), code="four_eyes")
    if (submission.figures or {})["rests_on"]["earlier"] != releases.refs():
        raise RuleError(
            _("Something else was released since the return was made. Ask for it again."), code="released_beside"
        )


@transaction.atomic
def record_submission_download(*, actor: Any, submission: Submission, form: str) -> Submission:
    """Who took which file stands in the log before the file leaves. Raises RuleError before it is released."""
    require(actor, "view", submission)
    if submission.state != SubmissionState.RELEASED:
        raise RuleError(_("The files can be fetched when the return is released."), code="not_released")
    record(actor, AuditAction.SUBMISSION_DOWNLOADED, submission, kind=submission.kind, form=form)
    return submission
