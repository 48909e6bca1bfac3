"""Two at once in a period. Real threads, real transactions."""

from datetime import date

import pytest

from identification.models import Period, PeriodEvent
from identification.rules.periods import clock_of, version_on
from identification.services import Extension, extend_period, offer_period, record_act
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.periods import PeriodFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)
START = date(2026, 10, 5)


def test_two_extend_at_once_and_one_extension_stands():
    period, new = PeriodFactory(), Extension(date(2026, 11, 2), date(2026, 11, 2), "special_reasons", days=30)

    def extend(actor):
        extend_period(actor=actor, period=period, seen=2, extension=new)

    outcomes = at_once(*((staff("cmm_caseworker"), extend) for _ in range(3)))

    assert sorted(outcomes) == ["changed", "changed", DONE]
    events = [row.as_event() for row in PeriodEvent.objects.all()]
    assert clock_of(events, version_on(START)).total == 60


def test_one_ends_while_another_stops_the_clock_and_one_of_them_is_told():
    period = PeriodFactory()

    def act(word):
        return lambda actor: record_act(actor=actor, period=period, seen=2, act=word, on=date(2026, 10, 20))

    outcomes = at_once((staff("cmm_caseworker"), act("ended")), (staff("cmm_coordinator"), act("suspended")))

    assert (sorted(outcomes), PeriodEvent.objects.count()) == (["changed", DONE], 3)


def test_two_offer_the_same_kind_at_once_and_the_case_has_one():
    case = CaseFactory()

    def offer(actor):
        offer_period(actor=actor, case=case, kind="restitution", on=START)

    outcomes = at_once(*((staff("cmm_caseworker"), offer) for _ in range(2)))

    assert (sorted(outcomes), Period.objects.count()) == ([DONE, "one_of_a_kind"], 1)
