"""The status report: frozen when it is asked for, drawn by the worker."""

import json
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.leaving.services import let_out_of
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.paper.drawing import draw
from cmm.jobs.services import Claimed, enqueue
from reports.coordination.models import Activity, StatusReport, StatusReportFile
from reports.coordination.rendering import on_paper
from reports.coordination.selectors.reporting import LANGUAGES, told_of

DRAW = "coordination.draw_report"


@transaction.atomic
def request_status_report(*, actor: User, first: int, year: int) -> StatusReport:
    """What is confirmed and published now is kept, and the worker draws it in both languages. Raises RuleError,
    Stopped.
    """
    require_role(actor, "coordination.request_statusreport")
    # One activity of the plan held: of two who ask at once one has the next number.
    if Activity.objects.select_for_update(of=("self",)).filter(first=first).order_by("pk").first() is None:
        raise RuleError(_("The plan has no activities yet."), code="no_activities")
    told = told_of(actor, first, year)
    said = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    let_out_of(actor=actor, texts={"": said}, document="status_report")
    last = StatusReport.objects.filter(first=first, year=year).aggregate(number=Max("number"))["number"] or 0
    place = {"first": first, "year": year, "number": last + 1}
    report = StatusReport(
        **place,
        told=told,
        digest=sha256(said.encode()).hexdigest(),
        asked_by=actor,
        job=enqueue(DRAW, key=f"{DRAW}:{first}:{year}:{last + 1}", args=place, actor=actor),
    )
    report.save(force_insert=True)
    record(actor, AuditAction.STATUS_REPORT_ASKED, report, year=year, number=report.number, digest=report.digest)
    return report


@transaction.atomic
def fetch_status_report(*, actor: User, file: StatusReportFile) -> bytes:
    """The report as it was drawn; the log says who took it."""
    require(actor, "view", file.report)
    record(actor, AuditAction.STATUS_REPORT_FETCHED, file.report, language=file.language)
    return bytes(file.content)


def draw_report(job: Claimed) -> None:
    """The report has its files; one that has them is left alone."""
    report = StatusReport.objects.get(**job.args)
    drawn = {} if report.files.exists() else {language: draw(**on_paper(report, language)) for language in LANGUAGES}
    with job.finishing():
        StatusReportFile.objects.bulk_create(
            StatusReportFile(
                report=report, language=language, content=content, size=len(content), sha256=sha256(content).hexdigest()
            )
            for language, content in drawn.items()
        )
