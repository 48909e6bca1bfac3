"""Closing a case ends what runs in it, in the same transaction. The trigger: closed_case_runs_nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils.translation import override

from cases.enums import CaseStatus
from cases.models import Case
from cases.services import close_case, reopen_case
from cmm.core.errors import RuleError
from identification.enums import PeriodAct
from identification.models import Period, PeriodEvent
from identification.selectors.course import course_of
from identification.services import correct_act, decide_assessment, end_appeal
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.periods import PeriodFactory, happened
from tests.factories.rulings import AppealFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def endings(case):
    rows = PeriodEvent.objects.filter(case=case, act="ended").order_by("pk")
    return list(rows.values_list("on", "entered_by", "reason"))


def test_a_period_ends_on_the_day_its_case_is_closed_by_whoever_closes_it(coordinator, trail):
    period = PeriodFactory()

    with override("da"):
        close_case(actor=coordinator, case=period.case, reason="Personen er rejst.")

    period.refresh_from_db()
    assert (period.is_open, endings(period.case)) == (False, [(TODAY, coordinator.pk, "Sagen er lukket.")])
    assert (coordinator.pk, "period.act_recorded", period.case.ref) in trail()


def test_a_period_that_is_only_offered_ends_too_and_one_that_has_ended_is_left_alone(coordinator):
    ended = PeriodFactory(is_open=False)
    happened(ended, PeriodAct.ENDED, date(2026, 10, 20))
    offered = Period.objects.create(case=ended.case, number=2, kind="restitution", recorded_by=coordinator)
    happened(offered, PeriodAct.OFFERED, date(2026, 11, 2))

    close_case(actor=coordinator, case=ended.case, reason="Slut.")

    assert [on for on, _who, _why in endings(ended.case)] == [date(2026, 10, 20), TODAY]


def closed_before_it_began(coordinator):
    """A period that was offered on 2 November, never begun, and ended when its case was closed."""
    period = Period.objects.create(
        case=CaseFactory(status="in_support"), number=1, kind="restitution", recorded_by=coordinator
    )
    happened(period, PeriodAct.OFFERED, date(2026, 11, 2))
    close_case(actor=coordinator, case=period.case, reason="Slut.")
    return period


def corrected(coordinator, period, number, on=None):
    event = period.events.get(number=number)
    return correct_act(
        actor=coordinator, period=period, seen=period.events.count(), event=event, reason="Forkert dag.", on=on
    )


@pytest.mark.parametrize(("number", "on"), [(1, date(2026, 11, 4)), (2, date(2026, 11, 20)), (2, date(2026, 11, 2))])
def test_what_never_began_and_ended_with_its_case_is_corrected(coordinator, number, on):
    period = closed_before_it_began(coordinator)

    event = corrected(coordinator, period, number, on)

    assert (event.on, event.replaces.number, Period.objects.get().is_open) == (on, number, False)


@pytest.mark.parametrize(("number", "on"), [(1, date(2026, 11, 24)), (2, date(2026, 11, 1))])
def test_what_never_began_does_not_end_before_it_was_offered(coordinator, number, on):
    period = closed_before_it_began(coordinator)
    with pytest.raises(RuleError) as refused:
        corrected(coordinator, period, number, on)
    assert (refused.value.code, refused.value.field) == ("before_offer", "on")


@pytest.mark.parametrize("begun", [True, False])
def test_in_a_closed_case_no_period_runs_again_by_a_correction(coordinator, begun):
    if begun:
        period = PeriodFactory()
        close_case(actor=coordinator, case=period.case, reason="Slut.")
    else:
        period = closed_before_it_began(coordinator)
    with pytest.raises(RuleError) as refused:
        corrected(coordinator, period, period.events.count())
    assert (refused.value.code, refused.value.field) == ("closed", "on")


def test_in_a_case_that_is_taken_up_again_it_does(coordinator):
    period = closed_before_it_began(coordinator)
    reopen_case(actor=coordinator, case=period.case, reason="Kom igen.")
    corrected(coordinator, period, 2)
    assert Period.objects.get().is_open


def test_a_period_that_begins_later_ends_no_earlier_than_it_begins(coordinator):
    period = PeriodFactory(start=date(2026, 11, 30))

    close_case(actor=coordinator, case=period.case, reason="Slut.")

    assert [on for on, _who, _why in endings(period.case)] == [date(2026, 11, 30)]


def test_a_decision_that_closes_the_case_ends_its_period(coordinator):
    sent = AssessmentFactory(submitted=True, recommendation="not_trafficked")
    PeriodFactory(case=sent.case)

    decide_assessment(
        actor=coordinator, assessment=sent, version=1, outcome="not_trafficked", decided_on=date(2026, 11, 20)
    )

    assert [on for on, _who, _why in endings(sent.case)] == [date(2026, 11, 20)]


def test_an_appeal_that_closes_the_case_ends_its_period(coordinator):
    appeal = AppealFactory()
    PeriodFactory(case=appeal.case)

    end_appeal(
        actor=coordinator, appeal=appeal, outcome="changed", changed_to="not_trafficked", outcome_on=date(2026, 11, 2)
    )

    assert len(endings(appeal.case)) == 1


def test_the_database_refuses_a_closed_case_in_which_a_period_runs():
    case = PeriodFactory().case

    with pytest.raises(IntegrityError, match="a period runs in a closed case"):
        closed_by_hand(case)


@transaction.atomic
def closed_by_hand(case):
    Case.objects.filter(pk=case.pk).update(status=CaseStatus.CLOSED, closed_on=TODAY)
    connections["default"].check_constraints()


# In the course of the case


def bars(case):
    with override("da"):
        return [
            (row.label, row.on, row.until, row.text)
            for row in course_of(staff("cmm_coordinator"), case)
            if row.lane == "period"
        ]


def test_a_period_is_a_bar_from_its_first_day_to_its_last():
    assert bars(PeriodFactory().case) == [
        (
            "Restitution",
            date(2026, 10, 5),
            date(2026, 11, 3),
            "Restitutionsperiode, 30 dage. Sidste dag er 3. november 2026",
        )
    ]


def test_a_period_that_ended_is_a_bar_to_that_day(coordinator):
    period = PeriodFactory()
    close_case(actor=coordinator, case=period.case, reason="Slut.")

    assert [until for _label, _on, until, _text in bars(period.case)] == [TODAY]


def test_a_stopped_clock_runs_to_today():
    period = PeriodFactory()
    happened(period, PeriodAct.SUSPENDED, date(2026, 10, 10))

    assert bars(period.case) == [
        ("Restitution", date(2026, 10, 5), None, "Restitutionsperiode, 30 dage. Uret er standset")
    ]


def test_a_case_without_a_period_has_no_bar():
    assert bars(CaseFactory()) == []
