"""Reflection and restitution periods in the demonstration: begun, and extended in time; they end with the case."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Case
from cmm.demo.stories import Story
from identification.enums import ExtensionReason, PeriodAct, PeriodKind
from identification.selectors.periods import clocks_on
from identification.services import Extension, extend_period, offer_period, record_act


def begin_period(story: Story, case: Case) -> None:
    """Offered and begun today, by the contact person; one in twelve says no."""
    today, worker = timezone.localdate(), case.caseworker
    kind = PeriodKind.REFLECTION if case.authority == "us" else PeriodKind.RESTITUTION
    period = offer_period(actor=worker, case=case, kind=kind, on=today)
    says_no = not story.stops and story.rng.random() < 0.08
    answer = PeriodAct.DECLINED if says_no else PeriodAct.STARTED
    record_act(actor=worker, period=period, seen=1, act=answer, on=today)


def extend(story: Story, case: Case) -> None:
    """Thirty days more while the period still runs and the cap allows it; not everybody asks in time."""
    today = timezone.localdate()
    for one in clocks_on(case.caseworker, case):
        clock = one.clock
        in_time = clock and clock.apply_by and today <= clock.apply_by
        if not (clock and in_time and clock.total + 30 <= clock.cap) or story.rng.random() < 0.25:
            continue
        more = Extension(
            on=today, applied_on=today - timedelta(days=1), ground=ExtensionReason.PREPARED_RETURN, days=30
        )
        extend_period(actor=case.caseworker, period=one.period, seen=len(one.events), extension=more)
