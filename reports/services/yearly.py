"""The draft of last year's report, which nobody has to remember to ask for."""

from django.db import transaction
from django.utils import timezone

from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue
from reports.enums import EditionState
from reports.models import Edition
from reports.rules import year_of_draft
from reports.services.editions import one_at_a_time, promise

DRAFT = "reports.draft"


@transaction.atomic
def promise_draft() -> Job | None:
    """Last year's draft is promised once, by the first ring of the new year that anybody hears."""
    year = year_of_draft(timezone.localdate())
    return enqueue(DRAFT, key=f"{DRAFT}:{year}", args={"year": year}) if year else None


def draft_edition(job: Claimed) -> None:
    """The calendar asks for the edition, unless somebody has asked already. What was cancelled is not an answer."""
    year = job.args["year"]
    with job.finishing():
        one_at_a_time(year)
        if not Edition.objects.filter(year=year).exclude(state=EditionState.CANCELLED).exists():
            promise(actor=None, year=year, figures=None)
