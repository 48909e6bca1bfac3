"""Why a report was not drawn, in plain words. The job keeps codes; what they mean is said here."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cmm.jobs.models import JobState
from reports.enums import EditionState

REASONS = {
    "too_slow": _("it took too long"),
    "too_big": _("the machine ran out of memory"),
    "no_figure": _("a figure it needs is not in the frozen figures"),
    "not_ready": _("the texts of the register are not ready on the machine that draws"),
    "gave_up": _("whoever drew it was cut off every time"),
    "OperationalError": _("the database did not answer"),
}
UNKNOWN = _("something unexpected happened, which stands in the log of the machine that draws")
# Parts of the report that are no chapters.
PARTS = ("cover", "contents", "summary", "pages")


def failure_of(edition: Any, labels: dict[str, Any]) -> str:
    """What went wrong last, where in the report, and why; nothing where nothing has."""
    job = edition.job
    if job is None or not job.failure or job.state not in (JobState.QUEUED, JobState.FAILED):
        return ""
    reason = str(REASONS.get(job.failure, UNKNOWN))
    language, _dot, step = job.step.partition(".")
    if edition.state == EditionState.REQUESTED:
        return gettext("The figures of the register could not be counted: %(reason)s.") % {"reason": reason}
    if edition.state == EditionState.REVIEWED:
        return gettext("The edition could not be sealed: %(reason)s.") % {"reason": reason}
    if step not in labels:
        return gettext("The report could not be drawn: %(reason)s.") % {"reason": reason}
    told = {"part": labels[step], "reason": reason}
    if step in PARTS:
        english = gettext("The part “%(part)s” of the English report could not be drawn: %(reason)s.")
        danish = gettext("The part “%(part)s” could not be drawn: %(reason)s.")
    else:
        english = gettext("The chapter “%(part)s” of the English report could not be drawn: %(reason)s.")
        danish = gettext("The chapter “%(part)s” could not be drawn: %(reason)s.")
    return (english if language == "en" else danish) % told
