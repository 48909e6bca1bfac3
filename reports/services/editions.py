import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.jobs.services import enqueue, retry
from reports.enums import EditionState
from reports.figures import of_extract
from reports.figures.historical import historical_figures
from reports.figures.revising import revision, says_the_same
from reports.labels import both
from reports.models import Edition, EditionFile
from reports.models.edition import FRUITLESS
from reports.rules import check_drawable, check_reason, check_year, is_live
from reports.selectors import definitions, history
from reports.selectors.releases import newest_published

YEAR_LOCK = 7_206_212
DRAW = "reports.draw_edition"


@transaction.atomic
def request_edition(*, actor: Any, year: int, why_da: str = "", why_en: str = "") -> Edition:
    """The report of ``year`` is promised once: the same figures, or one still on its way, give the same edition.

    A historical year is frozen here. A year of the register is counted and frozen by the worker. Whoever corrects a
    published edition says why, in both languages of the report: it stands in the revision note. Raises RuleError.
    """
    require_role(actor, "reports.request_edition")
    check_year(year, this_year=timezone.localdate().year)
    one_at_a_time(year)
    said = {"da": why_da.strip(), "en": why_en.strip()}
    figures = None if is_live(year) else as_printed(year, said)
    known = on_its_way(year) if figures is None else like(year, figures)
    if known is None and newest_published(year):
        check_reason(said)
    return known or promise(actor=actor, year=year, figures=figures, said=said)


def as_printed(year: int, why: dict[str, str] | None = None) -> dict[str, Any]:
    """The figures of a year before the register, with what has changed since the edition readers have of it."""
    said = of_extract.said(definitions.in_force())
    figures = historical_figures(year, history.sources(), history.counts(), said)
    before = newest_published(year)
    if before and before.figures and not says_the_same(before.figures, figures):
        figures["revision"] = revision(before.figures, figures, edition=before.ref, cause=cause_of(before))
        figures["reason"] = why or {}
    elif before and before.figures:
        return dict(before.figures)
    return figures


def cause_of(corrected: Edition) -> dict[str, str]:
    """Why a correction is made, where nobody says anything else."""
    if corrected.is_live:
        text = gettext_lazy("Decisions made or changed after edition %(edition)s was frozen.")
    else:
        text = gettext_lazy("The sources have been read again since edition %(edition)s.")
    return {language: said % {"edition": corrected.ref} for language, said in both(text).items()}


def promise(*, actor: Any, year: int, figures: dict[str, Any] | None, said: dict[str, str] | None = None) -> Edition:
    """A new edition and the job that draws it, in the transaction of whoever asked."""
    if figures is not None and not figures["tables"][0]["cells"]:
        raise RuleError(_("The historical figures are not loaded."), code="no_history", field="year")
    last = Edition.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    corrected = newest_published(year)
    edition = Edition.objects.create(
        year=year,
        corrects=corrected,
        cause=cause_of(corrected) | {"said": said or {}} if corrected else {},
        number=last + 1,
        is_live=figures is None,
        figures=figures,
        digest=digest_of(figures) if figures else "",
        state=EditionState.FROZEN if figures else EditionState.REQUESTED,
        requested_by=actor,
    )
    edition.job = enqueue(DRAW, key=f"edition:{edition.pk}", args={"edition": edition.pk}, actor=actor)
    edition.save(update_fields=["job"])
    record(actor, AuditAction.EDITION_REQUESTED, edition, year=year)
    return edition


def one_at_a_time(year: int) -> None:
    """Two who ask for the same year at once stand in line until the first has promised it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [YEAR_LOCK, year])


def digest_of(figures: dict[str, Any]) -> str:
    """Two sets of figures with one digest are the same figures."""
    text = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def like(year: int, figures: dict[str, Any]) -> Edition | None:
    """An edition with these figures, whatever was said of why they were corrected."""
    known = Edition.objects.filter(year=year).exclude(state__in=FRUITLESS).order_by("-number")
    return next((one for one in known if one.figures and alike(one.figures) == alike(figures)), None)


def alike(figures: dict[str, Any]) -> str:
    return digest_of({name: value for name, value in figures.items() if name != "reason"})


def same_figures(year: int, digest: str) -> Edition | None:
    return Edition.objects.filter(year=year, digest=digest).exclude(state__in=FRUITLESS).first()


def on_its_way(year: int) -> Edition | None:
    """A live edition somebody has asked for and the worker has not drawn yet."""
    return Edition.objects.filter(year=year, state__in=[EditionState.REQUESTED, EditionState.FROZEN]).first()


@transaction.atomic
def redraw_edition(*, actor: Any, edition: Edition) -> Edition:
    """A drawing that gave up is tried again with fresh attempts."""
    require(actor, "draw", edition)
    check_drawable(state=edition.state)
    if edition.job_id is not None:
        retry(actor=actor, job_id=edition.job_id)
    return edition


@transaction.atomic
def record_download(*, actor: Any, file: EditionFile) -> EditionFile:
    """Who took which file stands in the log before the file leaves."""
    require(actor, "view", file.edition)
    record(actor, AuditAction.EDITION_DOWNLOADED, file.edition, kind=file.kind, language=file.language)
    return file
