"""The job that draws an edition. It may be killed at any moment and begun again by another worker."""

from typing import Any

from django.db import transaction

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.jobs.services import Claimed
from reports.disclosure.proposing import is_there, nothing, tau_argus
from reports.enums import EditionState
from reports.figures.live import live_figures
from reports.models import Edition, EditionFile
from reports.rendering.drawing import draw_edition as draw
from reports.rendering.files import DataFile
from reports.selectors import history, releases
from reports.selectors.register import one_moment, register_counts
from reports.services.editions import digest_of, one_at_a_time, same_figures

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


def freeze(edition: Edition) -> Edition:
    """Count the register at one moment and keep what was counted, whatever becomes of this attempt."""
    with one_moment():
        register = register_counts(edition.year)
        figures = live_figures(
            edition.year, history.sources(), history.counts(), register,
            earlier=releases.released(), threshold=releases.threshold(), propose=tau_argus if is_there() else nothing,
        )  # fmt: skip
    with transaction.atomic():
        one_at_a_time(edition.year)
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state == EditionState.REQUESTED:
            keep(edition, figures)
    return edition


def keep(edition: Edition, figures: dict[str, Any]) -> None:
    """The figures are the edition's own from here on, or those of an earlier edition that had the same."""
    edition.digest = digest_of(figures)
    edition.same_as = same_figures(edition.year, edition.digest)
    if edition.same_as:
        edition.state = EditionState.UNCHANGED
    else:
        edition.state, edition.figures = EditionState.FROZEN, figures
    edition.save(update_fields=["digest", "same_as", "state", "figures"])


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
