"""The job that draws an edition. It may be killed at any moment and begun again by another worker."""

from typing import Any

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.jobs.services import Claimed
from reports.enums import EditionState
from reports.models import Edition, EditionFile
from reports.rendering.drawing import draw_edition as draw
from reports.rendering.files import DataFile
from reports.services.freezing import freeze

UNFINISHED = (EditionState.REQUESTED, EditionState.FROZEN)


def draw_edition(job: Claimed) -> None:
    """The edition has its files, drawn from its frozen figures; one that has them is left alone."""
    edition = Edition.objects.get(pk=job.args["edition"])
    if edition.state == EditionState.REQUESTED:
        edition = freeze(edition)
    if edition.state not in UNFINISHED:
        with job.finishing():
            return
    files = draw(
        edition.figures or {},
        number=edition.number,
        digest=edition.digest,
        stamp=edition.requested_at,
        tell=job.progress,
    )
    with job.finishing():
        store(edition, files, actor=User.objects.filter(pk=job.created_by_id).first())


def store(edition: Edition, files: list[DataFile], *, actor: Any) -> None:
    """All files at once, or none; the fence decides whose stand if two workers drew."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.FROZEN:
        return
    EditionFile.objects.bulk_create(EditionFile(edition=edition, **facts(file)) for file in files)
    edition.state = EditionState.DRAWN
    edition.save(update_fields=["state"])
    record(actor, AuditAction.EDITION_DRAWN, edition, year=edition.year, files=len(files))


def facts(file: DataFile) -> dict[str, Any]:
    names = ("kind", "language", "name", "size", "pages", "sha256", "content")
    return {name: getattr(file, name) for name in names}
