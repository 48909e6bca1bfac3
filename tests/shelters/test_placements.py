from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.enums import ExitCause
from shelters.models import Placement
from shelters.services import correct_placement, end_placement, move_victim, place_victim, release_placement
from tests.factories.shelters import PlacementFactory, RequestFactory, UnitFactory, night, nights, other_house

pytestmark = pytest.mark.django_db


def test_a_stay_ends_with_a_cause_and_its_last_night_is_free(manager):
    stay = PlacementFactory(stay=nights(-7, 7))

    end_placement(actor=manager, placement=stay, on=night(0), cause=ExitCause.OWN_HOUSING)

    stay.refresh_from_db()
    assert (stay.stay, stay.exit_cause, stay.ended_by) == (nights(-7, 0), ExitCause.OWN_HOUSING, manager)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.case_ref) == (AuditAction.PLACEMENT_ENDED, stay.case.ref)
    assert entry.details == {"cause": "own_housing", "on": "2026-11-23"}


def test_somebody_who_stayed_longer_than_planned_can_still_leave(manager):
    stay = PlacementFactory(stay=nights(-7, -3))

    end_placement(actor=manager, placement=stay, on=night(0), cause=ExitCause.RETURNED)

    stay.refresh_from_db()
    assert stay.nights == 7


def test_a_stay_ends_once(manager):
    stay = PlacementFactory()
    end_placement(actor=manager, placement=stay, on=night(0), cause=ExitCause.RETURNED)

    with pytest.raises(RuleError, match="allerede slut"):
        end_placement(actor=manager, placement=stay, on=night(-1), cause=ExitCause.POLICE)


def test_a_move_ends_one_stay_and_begins_another(manager):
    stay, unit = PlacementFactory(stay=nights(-7, 7), needs="Bank ikke på."), UnitFactory()

    moved = move_victim(actor=manager, placement=stay, unit=unit, on=night(0))

    stay.refresh_from_db()
    assert (stay.stay, stay.exit_cause) == (nights(-7, 0), ExitCause.MOVED)
    assert (moved.stay, moved.unit, moved.moved_from) == (nights(0, 7), unit, stay)
    assert (moved.known_as, moved.needs, moved.victim) == (stay.known_as, "Bank ikke på.", stay.victim)
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == [AuditAction.VICTIM_PLACED, AuditAction.PLACEMENT_MOVED]


def test_before_the_first_night_the_same_stay_has_another_place(manager):
    stay, unit = PlacementFactory(stay=nights(0, 7)), UnitFactory()

    moved = move_victim(actor=manager, placement=stay, unit=unit, on=night(0))

    assert (moved.pk, moved.unit, moved.stay, Placement.objects.count()) == (stay.pk, unit, nights(0, 7), 1)


def test_a_move_to_a_taken_place_changes_nothing(manager):
    stay, other = PlacementFactory(stay=nights(-7, 7)), PlacementFactory(stay=nights(3, 9))

    with pytest.raises(Conflict) as refused:
        move_victim(actor=manager, placement=stay, unit=other.unit, on=night(0))

    stay.refresh_from_db()
    assert (refused.value.field, stay.stay, stay.exit_cause) == ("unit", nights(-7, 7), "")
    assert (Placement.objects.count(), AuditEntry.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("first", "on", "departure"),
    [
        (date(2026, 10, 20), date(2026, 10, 31), date(2026, 12, 20)),  # across a month
        (date(2025, 12, 20), date(2025, 12, 31), date(2026, 12, 20)),  # across a year
        (date(2026, 2, 20), date(2026, 2, 28), date(2026, 12, 20)),
    ],
)
def test_a_move_loses_and_doubles_no_night(manager, first, on, departure):
    stay = PlacementFactory(stay=DateRange(first, departure))

    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(), on=on)

    stay.refresh_from_db()
    assert (stay.nights, moved.nights) == ((on - first).days, (departure - on).days)


def test_a_person_is_not_moved_into_another_organisations_house(manager):
    stay, unit = PlacementFactory(), UnitFactory(shelter__organisation=other_house())
    with pytest.raises(PermissionDenied):
        move_victim(actor=manager, placement=stay, unit=unit, on=night(0))


def test_whoever_never_came_frees_the_place(people):
    stay = PlacementFactory(stay=nights(0, 7))

    release_placement(actor=people["shelter_staff"], placement=stay)

    stay.refresh_from_db()
    assert (stay.never_came, stay.nights, stay.is_over) == (True, 0, True)
    assert PlacementFactory(unit=stay.unit, stay=nights(0, 7)).pk
    assert AuditEntry.objects.get().action == AuditAction.PLACEMENT_RELEASED


def test_nights_slept_are_not_given_back(manager):
    with pytest.raises(RuleError, match="Personen har sovet der"):
        release_placement(actor=manager, placement=PlacementFactory(stay=nights(-2, 7)))


def test_name_needs_and_departure_are_corrected(people):
    stay = PlacementFactory(stay=nights(-7, 7), known_as="Mira")
    facts = {"known_as": "Sol", "needs": "Ring aldrig.", "departs_on": night(20)}

    correct_placement(actor=people["shelter_staff"], placement=stay, **facts)

    stay.refresh_from_db()
    assert (stay.known_as, stay.needs, stay.stay) == ("Sol", "Ring aldrig.", nights(-7, 20))
    assert AuditEntry.objects.get().details == {
        "fields": ["known_as", "needs", "stay"],
        "arrives_on": "2026-11-16",
        "departs_on": "2026-12-13",
    }


def test_a_longer_stay_does_not_run_into_the_next(manager):
    stay = PlacementFactory(stay=nights(-7, 7))
    PlacementFactory(unit=stay.unit, stay=nights(7, 14))

    with pytest.raises(Conflict):
        correct_placement(actor=manager, placement=stay, known_as="Mira", needs="", departs_on=night(8))


@pytest.mark.parametrize("role", ["cmm_caseworker", "cmm_coordinator", "immigration_officer", "supervision_inspector"])
def test_those_who_asked_do_not_end_the_stay(people, role):
    with pytest.raises(PermissionDenied):
        end_placement(actor=people[role], placement=PlacementFactory(), on=night(0), cause=ExitCause.OTHER)


def test_another_house_changes_nothing_here(manager):
    stay = PlacementFactory(unit__shelter__organisation=other_house())
    with pytest.raises(PermissionDenied):
        correct_placement(actor=manager, placement=stay, known_as="Mira", needs="", departs_on=night(9))


def test_nobody_is_placed_but_by_whoever_answers(people):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter)
    with pytest.raises(PermissionDenied):
        place_victim(actor=people["shelter_staff"], origin=asked, unit=unit, stay=nights(0, 7))


def test_the_database_itself_refuses_two_stays_in_a_bed_and_two_beds_for_a_person():
    stay = PlacementFactory(stay=nights(0, 7))

    with pytest.raises(DatabaseError, match="shelters_one_stay_in_a_unit"), transaction.atomic():
        PlacementFactory(unit=stay.unit, stay=nights(6, 9))
    with pytest.raises(DatabaseError, match="shelters_one_bed_for_a_person"), transaction.atomic():
        PlacementFactory(case=stay.case, stay=nights(6, 9))
    assert Placement.objects.count() == 1


def test_a_stay_is_never_deleted():
    stay = PlacementFactory()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        stay.delete()
