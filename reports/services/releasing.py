"""From drawn to published: reviewed by a second person, sealed by the worker, and out."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.jobs.services import Claimed, enqueue
from reports.enums import EditionState
from reports.extracts.packing import BrokenSeal, digest_of
from reports.figures.audit import audit
from reports.figures.protecting import Unprotected
from reports.models import Edition, EditionFile
from reports.rules import check_publishable, check_reviewable, check_sealed_beside
from reports.selectors import releases
from reports.selectors.register import parts_of
from reports.services.disclosing import one_release_at_a_time
from reports.services.editions import digest_of as figures_digest
from reports.services.freezing import stop, troubles_of
from reports.version import code_version

SEAL = "reports.seal_edition"


@transaction.atomic
def approve_edition(*, actor: Any, edition: Edition) -> Edition:
    """A second person has read the edition, and says that it is right. The worker seals it."""
    require(actor, "approve", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    check_reviewable(state=edition.state, requested_by=edition.requested_by_id, reviewer=actor.pk)
    edition.state, edition.reviewed_by, edition.reviewed_at = EditionState.REVIEWED, actor, timezone.now()
    moment = edition.reviewed_at.timestamp()
    edition.job = enqueue(SEAL, key=f"seal:{edition.pk}:{moment:.6f}", args={"edition": edition.pk}, actor=actor)
    edition.save(update_fields=["state", "reviewed_by", "reviewed_at", "job"])
    record(actor, AuditAction.EDITION_REVIEWED, edition, year=edition.year, digest=edition.digest)
    return edition


def seal_edition(job: Claimed) -> None:
    """The audit holds over everything released, and each file and the extract are what they were: then the seal."""
    edition = Edition.objects.get(pk=job.args["edition"])
    if edition.state == EditionState.REVIEWED:
        earlier = releases.refs()
        try:
            proved(edition)
            if edition.is_live:
                audit({**(edition.figures or {}), "ref": edition.ref}, releases.released(earlier))
        except Unprotected as problem:
            edition = stop(edition, troubles_of(problem))
        except BrokenSeal as problem:
            edition = stop(edition, [{"kind": "broken", "places": [str(problem)]}])
        else:
            job.progress(1, 1)
            with job.finishing():
                seal(edition, earlier, actor=User.objects.filter(pk=job.created_by_id).first())
            return
    with job.finishing():
        return


def seal(edition: Edition, earlier: list[str], *, actor: Any) -> None:
    """What stands in the seal stands in the log too, where nobody can change either alone."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.REVIEWED:
        return
    edition.seal = {
        "figures": edition.digest,
        "extract": edition.extract.digest if edition.is_live else "",
        "files": dict(edition.files.order_by("name").values_list("name", "sha256")),
        "code": code_version(),
        "earlier": earlier,
    }
    edition.state, edition.sealed_by, edition.sealed_at = EditionState.SEALED, actor, timezone.now()
    edition.save(update_fields=["state", "sealed_by", "sealed_at", "seal"])
    record(actor, AuditAction.EDITION_SEALED, edition, year=edition.year, **edition.seal)


def proved(edition: Edition) -> None:
    """Figures, extract and files are what their digests were taken of. Raises BrokenSeal with the name of the first
    that is not."""
    if figures_digest(edition.figures or {}) != edition.digest:
        raise BrokenSeal("figures")
    if edition.is_live:
        extract = edition.extract
        if digest_of(extract.head, parts_of(extract).values()) != extract.digest:
            raise BrokenSeal("extract")
    sealed = edition.seal.get("files", {})
    for file in edition.files.order_by("name"):
        check_file(file, sealed.get(file.name, file.sha256))


def check_file(file: EditionFile, sealed: str) -> None:
    if hashlib.sha256(bytes(file.content)).hexdigest() != sealed:
        raise BrokenSeal(file.name)


@transaction.atomic
def publish_edition(*, actor: Any, edition: Edition) -> Edition:
    """Ministries can read the edition from now on. It never changes again."""
    require(actor, "publish", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    one_release_at_a_time()
    check_publishable(state=edition.state)
    if edition.is_live:
        check_sealed_beside(sealed=edition.seal["earlier"], released=releases.refs())
    check_files(edition)
    edition.state, edition.published_by, edition.published_at = EditionState.PUBLISHED, actor, timezone.now()
    edition.save(update_fields=["state", "published_by", "published_at"])
    record(actor, AuditAction.EDITION_PUBLISHED, edition, year=edition.year, digest=edition.digest)
    return edition


def check_files(edition: Edition) -> None:
    """What goes out is what was sealed."""
    for file in edition.files.all():
        try:
            check_file(file, edition.seal["files"][file.name])
        except BrokenSeal as problem:
            text = _("%(name)s is no longer the file that was sealed. Nothing was published.")
            raise RuleError(text % {"name": problem}, code="broken_seal") from problem
