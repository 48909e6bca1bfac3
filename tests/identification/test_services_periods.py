"""What may be done to a period, what is refused and at which field, and what stays behind."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cmm.core.errors import Conflict, RuleError
from identification.models import Period, PeriodEvent, PeriodRule
from identification.selectors.periods import periods_of
from identification.services import Extension, correct_act, extend_period, offer_period, record_act
from tests.factories.cases import CaseFactory
from tests.factories.periods import PeriodFactory, happened

pytestmark = pytest.mark.django_db
START, TODAY = date(2026, 10, 5), date(2026, 11, 23)


@pytest.fixture
def period(caseworker):
    return PeriodFactory(case__caseworker=caseworker)


def act(actor, period, word, on, **more):
    return record_act(actor=actor, period=period, seen=period.events.count(), act=word, on=on, **more)


def extend(actor, period, *, on=date(2026, 11, 2), applied_on=None, **more):
    new = Extension(on=on, applied_on=applied_on or on, ground="prepared_return", **more)
    return extend_period(actor=actor, period=period, seen=period.events.count(), extension=new)


def refused(verb, *args, **kwargs):
    """The code and field of the refusal; nothing half-saved."""
    before = PeriodEvent.objects.count(), Period.objects.count()
    with pytest.raises(RuleError) as answer, transaction.atomic():
        verb(*args, **kwargs)
    assert (PeriodEvent.objects.count(), Period.objects.count()) == before
    return answer.value.code, answer.value.field


def clock(actor, period):
    return next(one for one in periods_of(actor, period.case) if one.period == period).clock


def test_a_period_is_offered_accepted_begun_and_ended(caseworker, trail):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    period = offer_period(actor=caseworker, case=case, kind="restitution", on=START)
    for word in ("accepted", "started"):
        act(caseworker, period, word, START)
    assert clock(caseworker, period).deadline == date(2026, 11, 3)
    act(caseworker, period, "ended", date(2026, 10, 30), reason="Rejst hjem")
    period.refresh_from_db()
    assert (period.is_open, [e.act for e in period.events.all()]) == (
        False,
        ["offered", "accepted", "started", "ended"],
    )
    said = [action for _who, action, _case in trail()]
    assert said == ["period.offered", *["period.act_recorded"] * 3]


def test_a_declined_period_is_over_and_another_can_be_offered(caseworker):
    case = CaseFactory(caseworker=caseworker)
    period = offer_period(actor=caseworker, case=case, kind="restitution", on=START)
    act(caseworker, period, "declined", START)
    assert refused(act, caseworker, period, "started", START) == ("over", "")
    assert offer_period(actor=caseworker, case=case, kind="restitution", on=TODAY).number == 2


@pytest.mark.parametrize(
    ("facts", "kind", "on", "answer"),
    [
        ({"authority": "us"}, "restitution", START, ("wrong_kind", "kind")),
        ({}, "reflection", START, ("wrong_kind", "kind")),
        ({}, "reflection_expelled", START, ("wrong_kind", "kind")),
        ({"status": "closed"}, "restitution", START, ("closed", "")),
        ({}, "restitution", date(2026, 9, 1), ("before_case", "on")),
        ({}, "restitution", TODAY + timedelta(days=15), ("too_far_ahead", "on")),
        ({"opened_on": date(2006, 1, 1)}, "restitution", date(2006, 12, 1), ("before_the_law", "on")),
    ],
)
def test_a_period_that_cannot_be_is_not_offered(coordinator, facts, kind, on, answer):
    case = CaseFactory(**facts)
    assert refused(offer_period, actor=coordinator, case=case, kind=kind, on=on) == answer


def test_a_case_has_one_open_period_of_a_kind(caseworker, period):
    offer = {"actor": caseworker, "case": period.case, "kind": "restitution", "on": TODAY}
    assert refused(offer_period, **offer) == ("one_of_a_kind", "kind")


def test_the_immigration_service_sets_periods_in_the_cases_it_decides(officer):
    case = CaseFactory(authority="us")
    period = offer_period(actor=officer, case=case, kind="reflection", on=START)
    act(officer, period, "started", START)
    extend(officer, period, days=30)
    assert clock(officer, period).total == 60


@pytest.mark.parametrize(
    ("happened_before", "word", "on", "answer"),
    [
        ([], "started", TODAY, ("already", "")),
        ([], "accepted", TODAY, ("already", "")),
        ([], "ended", date(2026, 10, 4), ("before_start", "on")),
        ([], "suspended", date(2026, 10, 4), ("before_start", "on")),
        ([], "resumed", TODAY, ("not_stopped", "")),
        ([("suspended", 10)], "suspended", date(2026, 10, 12), ("overlaps", "on")),
        ([("suspended", 10)], "suspended", date(2026, 10, 8), ("overlaps", "on")),
        ([("suspended", 10), ("resumed", 20)], "suspended", date(2026, 10, 15), ("overlaps", "on")),
        ([("suspended", 10)], "resumed", date(2026, 10, 10), ("before_stop", "on")),
        ([("ended", 20)], "suspended", date(2026, 10, 25), ("over", "")),
        ([], "ended", TODAY + timedelta(days=15), ("too_far_ahead", "on")),
    ],
)
def test_what_cannot_follow_is_refused_at_its_field(caseworker, period, happened_before, word, on, answer):
    for said, day in happened_before:
        happened(period, said, date(2026, 10, day))
    assert refused(act, caseworker, period, word, on) == answer


def test_nothing_but_a_beginning_follows_an_offer(caseworker):
    case = CaseFactory(caseworker=caseworker)
    period = offer_period(actor=caseworker, case=case, kind="restitution", on=START)
    assert refused(act, caseworker, period, "suspended", TODAY) == ("not_begun", "")
    assert refused(extend, caseworker, period, days=30) == ("not_begun", "")


def test_an_extension_carries_the_day_it_was_judged_on(caseworker, period):
    event = extend(caseworker, period, days=60)
    assert (event.judged_on_day, event.days, event.ground) == (29, 60, "prepared_return")
    assert clock(caseworker, period).deadline == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"days": 91}, ("over_cap", "override_reason")),
        ({"total": 121}, ("over_cap", "override_reason")),
        ({"until": date(2027, 2, 2)}, ("over_cap", "override_reason")),
        ({"total": 30}, ("no_more", "amount")),
        ({"total": 20}, ("no_more", "amount")),
        ({"days": 30, "applied_on": date(2026, 11, 4)}, ("applied_late", "override_reason")),
    ],
)
def test_an_extension_that_cannot_be_given_is_refused_at_its_field(caseworker, period, more, answer):
    assert refused(extend, caseworker, period, **more) == answer


def test_a_hundred_and_twenty_days_are_given_without_a_reason(caseworker, period):
    extend(caseworker, period, days=90)
    assert clock(caseworker, period).deadline == date(2027, 2, 1)


def test_over_the_cap_needs_a_reason_which_stands_as_an_event(caseworker, period):
    extend(caseworker, period, days=120, override_reason="Pandemi: ingen fly")
    assert [(e.act, e.total, e.days, e.reason) for e in period.events.all()][2:] == [
        ("override", 150, None, "Pandemi: ingen fly"),
        ("extended", None, 120, "Pandemi: ingen fly"),
    ]
    assert clock(caseworker, period).total == 150


def test_applied_for_too_late_it_is_extended_with_a_reason(caseworker, period):
    event = extend(caseworker, period, days=30, applied_on=date(2026, 11, 4), override_reason="Var indlagt")
    assert (event.reason, clock(caseworker, period).cap) == ("Var indlagt", 120)


def test_a_stop_moves_the_last_day_and_a_correction_moves_it_back(caseworker, period):
    act(caseworker, period, "suspended", date(2026, 10, 10))
    stopped = period.events.last()
    act(caseworker, period, "resumed", date(2026, 10, 20))
    assert clock(caseworker, period).deadline == date(2026, 11, 13)
    seen = period.events.count()
    moved = {"on": date(2026, 10, 15), "reason": "Forkert dato"}
    correct_act(actor=caseworker, period=period, seen=seen, event=stopped, **moved)
    assert clock(caseworker, period).deadline == date(2026, 11, 8)
    assert period.events.count() == seen + 1


def test_a_period_that_was_ended_by_mistake_is_open_again(caseworker, period):
    ended = act(caseworker, period, "ended", TODAY)
    correct_act(actor=caseworker, period=period, seen=3, event=ended, reason="Forkert sag")
    period.refresh_from_db()
    assert (period.is_open, clock(caseworker, period).ended_on) == (True, None)


def test_what_is_already_corrected_is_not_corrected_twice(caseworker, period):
    start = period.events.get(act="started")
    change = {"actor": caseworker, "period": period, "event": start, "reason": "Forkert"}
    correct_act(**change, seen=2, on=date(2026, 10, 6))
    assert refused(correct_act, **change, seen=3, on=date(2026, 10, 7)) == ("already_corrected", "")


def test_a_correction_that_makes_no_sense_is_refused(caseworker, period):
    act(caseworker, period, "ended", date(2026, 10, 20))
    start = period.events.get(act="started")
    change = {"actor": caseworker, "period": period, "event": start, "seen": 3, "reason": "Forkert"}
    assert refused(correct_act, **change, on=date(2026, 10, 21)) == ("before_start", "on")
    assert refused(correct_act, **change) == ("not_begun", "")
    offer = change | {"event": period.events.get(act="offered")}
    assert refused(correct_act, **offer) == ("offer", "on")


def test_whoever_read_an_older_period_is_told(caseworker, period):
    happened(period, "suspended", date(2026, 10, 10))
    with pytest.raises(Conflict) as answer:
        record_act(actor=caseworker, period=period, seen=2, act="ended", on=TODAY)
    assert answer.value.code == "changed"


def test_the_law_of_the_first_day_is_the_coordinators_table(caseworker, period):
    PeriodRule.objects.create(valid_from=date(2026, 10, 1), first_days=45, cap_days=180, source="Ny lov")
    assert (clock(caseworker, period).total, clock(caseworker, period).cap) == (45, 180)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("extended", {}),
        ("extended", {"days": 5, "total": 60}),
        ("override", {"total": 150}),
        ("ended", {"days": 5}),
        ("withdrawn", {}),
        ("paused", {}),
    ],
)
def test_the_database_refuses_events_that_say_nothing_or_too_much(period, kind, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        happened(period, kind, TODAY, **facts)


def test_an_event_lies_in_its_periods_case_and_replaces_one_of_its_own_period(period):
    other = PeriodFactory()
    for facts in ({"case": other.case}, {"replaces": other.events.first()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            stray(period, **facts)


def stray(period, **facts):
    fields = {"case": period.case, "number": 9, "act": "ended", "on": TODAY, "entered_by": period.recorded_by}
    PeriodEvent.objects.create(period=period, **fields | facts)
    connection.check_constraints()
