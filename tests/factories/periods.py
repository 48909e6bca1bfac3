from datetime import UTC, date, datetime, timedelta

import factory

from identification.enums import PeriodAct, PeriodKind
from identification.models import CalendarKey, Departure, Period, PeriodEvent, PeriodRule
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory


class PeriodFactory(factory.django.DjangoModelFactory):
    """A restitution period that was offered and begun on 5 October 2026."""

    class Meta:
        model = Period
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory, status="in_support")
    number = factory.LazyAttribute(lambda row: row.case.periods.count() + 1)
    kind = factory.LazyAttribute(
        lambda row: PeriodKind.REFLECTION if row.case.authority == "us" else PeriodKind.RESTITUTION
    )
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))

    @factory.post_generation
    def start(self, create, on, **_kwargs):
        happened(self, PeriodAct.OFFERED, on or date(2026, 10, 5))
        happened(self, PeriodAct.STARTED, on or date(2026, 10, 5))


def happened(period, act, on, **facts):
    """One more event in the period."""
    if act == PeriodAct.EXTENDED:
        facts.setdefault("judged_on_day", 0)
    number = period.events.count() + 1
    return PeriodEvent.objects.create(
        period=period, case=period.case, number=number, act=act, on=on, entered_by=period.recorded_by, **facts
    )


class DepartureFactory(factory.django.DjangoModelFactory):
    """Somebody left on 2 November 2026, for a prepared return."""

    class Meta:
        model = Departure

    case = factory.SubFactory(CaseFactory, status="in_support")
    number = factory.LazyAttribute(lambda row: Departure.objects.filter(case=row.case).count() + 1)
    departed_on = date(2026, 11, 2)
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recorded_at = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


class CalendarKeyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarKey

    user = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    key_hash = "0" * 64


class PeriodRuleFactory(factory.django.DjangoModelFactory):
    """A law of long ago, which no clock follows."""

    class Meta:
        model = PeriodRule

    valid_from = factory.Sequence(lambda n: date(1950, 1, 1) + timedelta(days=n))
    cap_days = 100
    source = "Gammel lov"
