"""Each week is looked through once, by the worker, and whoever opened something without a working relation is asked."""

from datetime import date, timedelta
from random import Random, SystemRandom

from django.db import transaction
from django.utils import timezone

from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue
from cmm.oversight.rules import night_of
from cmm.oversight.unusual.enums import Asked, Reason
from cmm.oversight.unusual.models import Entry, WeekList
from cmm.oversight.unusual.rules import asked_of, monday_of, reasons_of, week_of
from cmm.oversight.unusual.selectors.facts import Judged, apart, judged, openings

LIST = "unusual.list"
BACK = 2  # weeks: a question about what is older than a fortnight is answered by guessing


@transaction.atomic
def promise_weeks() -> list[Job]:
    """The last weeks that are over are promised once, however often somebody rings; one that was missed is made up."""
    this = monday_of(night_of(timezone.localtime()))
    mondays = [this - timedelta(weeks=back) for back in range(BACK, 0, -1)]
    return [enqueue(LIST, key=f"{LIST}:{week_of(one)}", args={"monday": one.isoformat()}) for one in mondays]


def list_week(job: Claimed) -> None:
    with job.finishing():
        make_list(date.fromisoformat(job.args["monday"]))


@transaction.atomic
def make_list(monday: date, lot: Random | None = None) -> WeekList | None:
    """The list of the week that begins on ``monday``; nothing where it has been made before. Whom the ``lot`` falls on
    nobody can foresee.
    """
    week = week_of(monday)
    if WeekList.objects.filter(week=week).exists():
        return None
    found = openings(monday)
    kept = [(one, why) for one in judged(apart(found), monday) if (why := reasons_of(one.facts))]
    asked = asked_of([why for _one, why in kept], lot or SystemRandom())
    rows = [entry_of(week, one, why, how) for (one, why), how in zip(kept, asked, strict=True)]
    Entry.objects.bulk_create(rows, batch_size=500)
    counts = {"opened": len(found), "listed": len(rows), "asked": sum(how != Asked.NOT for how in asked)}
    made = WeekList.objects.create(week=week, **counts)
    record(None, AuditAction.READINGS_LISTED, made, week=week, **counts)
    return made


def entry_of(week: str, one: Judged, why: list[Reason], how: Asked) -> Entry:
    return Entry(
        actor_id=one.opening.reader,
        organisation_id=one.organisation,
        week=week,
        case_id=one.opening.case,
        case_ref=one.ref,
        reasons=[reason.value for reason in why],
        asked=how.value,
        facts=one.opening.told(one.facts.files),
    )
