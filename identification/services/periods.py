"""Reflection and restitution periods: what happens to them is added, and nothing is edited."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import MINORS, AgeBand
from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import PeriodAct
from identification.models import Period, PeriodEvent
from identification.models.period import events_of
from identification.rules.periods import Event, checks, first_day, standing, version_on
from identification.selectors.periods import legal_versions
from identification.services.locks import lock_case

# Unknown age has the protection of a child until it is settled.
AS_MINORS = (*MINORS, AgeBand.UNKNOWN)


@dataclass(frozen=True)
class Extension:
    """What was granted: ``days`` more, a ``total``, or a last day (``until``); on which ground, applied for when."""

    on: date
    applied_on: date
    ground: str
    days: int | None = None
    total: int | None = None
    until: date | None = None
    override_reason: str = ""

    @property
    def reason(self) -> str:
        return self.override_reason.strip()

    def as_event(self) -> Event:
        return Event(PeriodAct.EXTENDED, self.on, self.days, self.total, self.until, self.reason)


@transaction.atomic
def offer_period(*, actor: User, case: Case, kind: str, on: date) -> Period:
    """The person has been offered a period of this kind. Raises RuleError."""
    require(actor, "set_periods", case)
    case = lock_case(case.pk)
    running = case.periods.filter(is_open=True).values_list("kind", flat=True)
    checks.check_offer(kind=kind, authority=case.authority, status=case.status, running=set(running))
    is_minor = case.victim.age_band in AS_MINORS
    checks.check_day(on, frame(case, on, is_minor=is_minor))
    number = (case.periods.aggregate(last=Max("number"))["last"] or 0) + 1
    period = Period(case=case, number=number, kind=kind, for_minor=is_minor, recorded_by=actor)
    period.full_clean(exclude=["case", "recorded_by"])
    period.save()
    add(period, actor, [], Event(PeriodAct.OFFERED, on))
    touch(case)
    record(actor, AuditAction.PERIOD_OFFERED, period, case_ref=case.ref, kind=kind)
    return period


@transaction.atomic
def record_act(*, actor: User, period: Period, seen: int, act: str, on: date, reason: str = "") -> PeriodEvent:
    """The period was accepted, declined, begun, stopped, started again or ended on that day.

    ``seen`` is how many events the writer had before them. Raises RuleError, and Conflict where somebody was first.
    """
    require(actor, "set_periods", period)
    period, rows = lock_period(period, seen)
    new = Event(PeriodAct(act), on, reason=reason)
    events = events_of(rows)
    checks.check_next(standing(events), new)
    checks.check_whole([*events, new], frame_of(period, first_day([*events, new]) or on))
    event = add(period, actor, rows, new)
    record(actor, AuditAction.PERIOD_ACT_RECORDED, period, case_ref=period.case.ref, act=act)
    return event


@transaction.atomic
def extend_period(*, actor: User, period: Period, seen: int, extension: Extension) -> PeriodEvent:
    """The period is longer; over the cap only with a reason, which stands beside it. Raises RuleError and Conflict."""
    require(actor, "set_periods", period)
    period, rows = lock_period(period, seen)
    events, new = events_of(rows), extension.as_event()
    checks.check_next(standing(events), new)
    law = frame_of(period, first_day(events) or extension.on)
    before = checks.begun(events, law)
    if override := checks.override_for(checks.begun([*events, new], law), new):
        rows, events = [*rows, add(period, actor, rows, override)], [*events, override]
    after = checks.check_whole([*events, new], law) or before
    checks.check_extension(before, after, applied_on=extension.applied_on, reason=extension.reason)
    facts = {"ground": extension.ground, "applied_on": extension.applied_on}
    event = add(period, actor, rows, new, **facts, judged_on_day=before.used(extension.on))
    record(actor, AuditAction.PERIOD_EXTENDED, period, case_ref=period.case.ref, total=after.total)
    return event


@transaction.atomic
def correct_act(
    *, actor: User, period: Period, seen: int, event: PeriodEvent, reason: str, on: date | None = None
) -> PeriodEvent:
    """Another event stands in the place of this one: on another day, or with no day taken out. Raises RuleError."""
    require(actor, "set_periods", period)
    period, rows = lock_period(period, seen)
    checks.check_correctable(event.as_event(), events_of(rows), on, period.case.status)
    old = event.as_event()
    new = Event(PeriodAct.WITHDRAWN, old.on, reason=reason, key=-1, replaces=event.pk)
    facts: dict[str, object] = {"replaces": event}
    if on:
        new = replace(old, on=on, reason=old.reason or reason, key=-1, replaces=event.pk)
        facts |= {"ground": event.ground, "applied_on": event.applied_on, "judged_on_day": event.judged_on_day}
    events = [*events_of(rows), new]
    checks.check_whole(events, frame_of(period, first_day(events) or new.on))
    corrected = add(period, actor, rows, new, **facts)
    record(actor, AuditAction.PERIOD_CORRECTED, period, case_ref=period.case.ref, act=event.act)
    return corrected


def end_periods(actor: User, case: Case, on: date) -> None:
    """Nothing runs on in a closed case: each open period has ended, at the earliest when what it holds has happened.

    Part of closing the case, whose verb has asked for the right and holds the lock.
    """
    for period in Period.objects.select_for_update(of=("self",)).filter(case=case, is_open=True).order_by("pk"):
        period.case = case
        rows = list(period.events.all())
        last = max([on, *(event.on for event in standing(events_of(rows)))])
        add(period, actor, rows, Event(PeriodAct.ENDED, last, reason=_("The case is closed.")))
        record(actor, AuditAction.PERIOD_ACT_RECORDED, period, case_ref=case.ref, act=PeriodAct.ENDED)


def lock_period(period: Period, seen: int) -> tuple[Period, list[PeriodEvent]]:
    """Case, then period, held until the verb ends, with its events as they stand now."""
    case = lock_case(period.case_id)
    fresh: Period = Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
    fresh.case = case
    rows = list(fresh.events.all())
    checks.check_unseen(seen=seen, now=len(rows))
    return fresh, rows


def add(period: Period, actor: User, rows: list[PeriodEvent], new: Event, **facts: object) -> PeriodEvent:
    """One more event, and whether the period is still open after it."""
    said = {"act": new.act, "on": new.on, "days": new.days, "total": new.total, "until": new.until}
    more: dict[str, object] = {**said, "reason": new.reason, "number": len(rows) + 1, **facts}
    event = PeriodEvent(period=period, case=period.case, entered_by=actor, **more)
    event.full_clean(exclude=["period", "case", "entered_by"])
    event.save()
    open_now = checks.is_open(events_of([*rows, event]))
    if open_now != period.is_open:
        period.is_open = open_now
        period.full_clean(exclude=["case", "recorded_by"])
        period.save(update_fields=["is_open"])
    touch(period.case)
    return event


def frame_of(period: Period, start: date) -> checks.Frame:
    return frame(period.case, start, is_minor=period.for_minor)


def frame(case: Case, start: date, *, is_minor: bool) -> checks.Frame:
    """The law is that of the first day."""
    version = version_on(start, legal_versions()).given_to(is_minor=is_minor)
    return checks.Frame(case.opened_on, timezone.localdate(), version)
