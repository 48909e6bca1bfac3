from django.db import transaction
from django.utils import timezone

from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue
from reports.models import Overview
from reports.rules import FIRST_LIVE_YEAR
from reports.selectors.overview import counts_of
from reports.selectors.register import one_moment

OVERVIEW = "reports.overview"


@transaction.atomic
def promise_overview() -> Job:
    """Today's overview is promised once, however often somebody rings."""
    return enqueue(OVERVIEW, key=f"{OVERVIEW}:{timezone.localdate():%Y-%m-%d}", args={})


def count_overview(job: Claimed) -> None:
    """Every year of the register as it stands at one moment."""
    day = timezone.localdate()
    with one_moment():
        counts = {str(year): counts_of(year) for year in range(FIRST_LIVE_YEAR, day.year + 1)}
    with job.finishing():
        Overview.objects.get_or_create(day=day, defaults={"counts": counts})
