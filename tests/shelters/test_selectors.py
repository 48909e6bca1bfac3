from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.course import Kind, Lane
from cases.enums import CodeList
from shelters import selectors
from shelters.enums import ExitCause, RequestState
from shelters.models import Shelter
from shelters.services import move_victim
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    TODAY,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
    other_house,
)

pytestmark = pytest.mark.django_db


def ended(cause, **facts):
    return PlacementFactory(exit_cause=cause, ended_by=facts["placed_by"], ended_at=timezone.now(), **facts)


@pytest.mark.parametrize(
    ("stay", "is_free"),
    [((-3, 0), True), ((7, 9), True), ((-3, 1), False), ((6, 9), False), ((2, 3), False), ((-9, 20), False)],
)
def test_free_is_what_nobody_has_any_of_the_nights(stay, is_free):
    unit = UnitFactory()
    PlacementFactory(unit=unit, stay=nights(*stay))

    assert list(selectors.free_units(unit.shelter, nights(0, 7))) == ([unit] if is_free else [])
    assert selectors.free_counts(nights(0, 7)) == ({unit.shelter_id: 1} if is_free else {})


def test_capacity_counts_places_and_nights_and_no_person():
    full = PlacementFactory(stay=nights(-15, 9)).unit
    UnitFactory(shelter=full.shelter)
    empty = ShelterFactory()

    rows = selectors.capacity(Shelter.objects.order_by("pk"), TODAY)

    assert [(row.shelter, row.units, row.taken, row.free, row.occupancy) for row in rows] == [
        (full.shelter, 2, 1, 1, 25),
        (empty, 0, 0, 0, None),
    ]


def test_tonight_says_who_comes_who_sleeps_and_who_leaves(people):
    shelter = ShelterFactory()
    units = [UnitFactory(shelter=shelter, position=n) for n in range(4)]
    coming = PlacementFactory(unit=units[0], stay=nights(0, 3))
    here = PlacementFactory(unit=units[1], stay=nights(-3, 3))
    leaving = PlacementFactory(unit=units[2], stay=nights(-3, 0))
    PlacementFactory(unit__shelter__organisation=other_house())

    [one] = selectors.tonight(people["shelter_staff"], TODAY)

    assert (one.shelter, one.free) == (shelter, 2)
    assert (one.arriving, one.residents, one.departing) == ([coming], [here], [leaving])
    assert [bed.state for bed in one.beds] == ["due", "taken", "free", "free"]
    assert {stay.ref for stay in one.stays} == {coming.ref, here.ref, leaving.ref}


def test_whoever_moves_next_door_neither_leaves_nor_arrives(manager):
    stay = PlacementFactory(stay=nights(-7, 7))
    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(shelter=stay.unit.shelter), on=TODAY)

    [one] = selectors.tonight(manager, TODAY)

    assert (one.arriving, one.residents, one.departing) == ([], [moved], [])


def test_the_manager_answers_the_urgent_and_the_soonest_first(manager, caseworker):
    later, sooner = RequestFactory(wanted_from=night(2)), RequestFactory(wanted_from=night(1))
    urgent = RequestFactory(wanted_from=night(5), urgent=True)
    RequestFactory(state=RequestState.WITHDRAWN)
    RequestFactory(shelter__organisation=other_house())

    assert list(selectors.waiting_requests(manager)) == [urgent, sooner, later]
    assert list(selectors.waiting_requests(caseworker)) == []


def test_the_course_has_stays_and_what_was_asked_for():
    case = CaseFactory()
    stay = PlacementFactory(case=case, stay=nights(-7, 7))
    asked = RequestFactory(case=case)
    RequestFactory(case=case, state=RequestState.ACCEPTED, answered_by=asked.requested_by, answered_at=timezone.now())

    course = selectors.course_of(staff("cmm_coordinator"), case)

    facts = [(point.on, point.until, point.lane, point.kind, point.hollow) for point in course]
    assert facts == [
        (night(-7), night(7), Lane.PLACEMENT, Kind.SPAN, False),
        (TODAY, None, Lane.PLACEMENT, Kind.REFERRAL, True),
    ]
    assert course[0].text == f"Ophold hos {stay.unit.shelter.name}"
    assert course[1].text == f"Anmodning om plads hos {asked.shelter.name}: Venter på svar"


@pytest.mark.parametrize("departure", [date(2026, 1, 20), date(2026, 6, 1)])
def test_nights_across_a_year_are_counted_once(departure):
    stay = PlacementFactory(stay=DateRange(date(2025, 12, 20), departure))

    before, after = selectors.figures(2025), selectors.figures(2026)

    assert (before["bed_nights"], after["bed_nights"]) == (12, (departure - date(2026, 1, 1)).days)
    assert before["bed_nights"] + after["bed_nights"] == stay.nights
    assert (before["stays_begun"], after["stays_begun"]) == (1, 0)
    assert (before["persons"], after["persons"]) == (1, 1)


def test_a_leap_day_is_a_night():
    PlacementFactory(stay=DateRange(date(2024, 2, 28), date(2024, 3, 2)))

    figures = selectors.figures(2024)

    assert (figures["bed_nights"], figures["bed_nights_offered"]) == (3, 366)


def test_nights_to_come_are_not_counted_yet():
    PlacementFactory(stay=nights(-7, 30))

    figures = selectors.figures(2026)

    assert (figures["bed_nights"], selectors.figures(2027)["bed_nights"]) == (7, 0)
    assert figures["bed_nights_offered"] == (TODAY - date(2026, 1, 1)).days
    assert selectors.figures(2027)["occupancy"] is None


def test_a_move_is_one_stay_and_no_exit(manager):
    stay = PlacementFactory(stay=nights(-7, 7))
    move_victim(actor=manager, placement=stay, unit=UnitFactory(), on=night(-2))

    figures = selectors.figures(2026)

    assert (figures["stays_begun"], figures["persons"], figures["bed_nights"]) == (1, 1, 7)
    assert figures["exits_by_cause"] == {}


def test_figures_say_how_stays_ended_and_why_places_were_refused(manager):
    ended(ExitCause.DISAPPEARED, stay=nights(-9, -3), placed_by=manager)
    ended(ExitCause.RETURNED, stay=nights(-400, -390), placed_by=manager)
    full = code(CodeList.REFUSAL_REASON, "full")
    answered = {"answered_by": manager, "answered_at": timezone.now()}
    RequestFactory(state=RequestState.DECLINED, refusal_reason=full, **answered)
    RequestFactory()
    RequestFactory(requested_at=timezone.now() - timedelta(days=400))

    figures = selectors.figures(2026)

    assert figures["exits_by_cause"] == {"disappeared": 1}
    assert figures["stays_by_accommodation"] == {"crisis_s109": 1}
    assert (figures["requests"], figures["requests_by_state"]) == (2, {"declined": 1, "waiting": 1})
    assert figures["refusals_by_reason"] == {"full": 1}
