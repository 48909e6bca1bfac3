"""A stay is corrected with its history kept, and nothing is deleted."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.models import Correction, Occupancy, Placement
from shelters.rules import Course
from shelters.services import correct_stay, move_victim
from tests.factories.shelters import PlacementFactory, UnitFactory, night, nights

pytestmark = pytest.mark.django_db


def over(first=-9, last=-2, cause="own_housing", **facts):
    ended = {"exit_cause": cause, "ended_at": timezone.now()}
    row = PlacementFactory(stay=nights(first, last), **facts)
    Placement.objects.filter(pk=row.pk).update(ended_by=row.placed_by, **ended)
    return Placement.objects.get(pk=row.pk)


def course(first, last, cause=""):
    return Course(night(first), night(last), cause)


def test_the_days_of_a_stay_that_has_ended_are_corrected_and_what_stood_is_kept(manager):
    stay = over()

    corrected = correct_stay(
        actor=manager, placement=stay, course=course(-8, -1, "returned"), reason="Skrevet på den forkerte dag."
    )

    assert (corrected.stay, corrected.exit_cause) == (nights(-8, -1), "returned")
    kept = Correction.objects.get()
    assert (kept.was, kept.was_cause, kept.becomes, kept.becomes_cause) == (
        nights(-9, -2), "own_housing", nights(-8, -1), "returned"
    )  # fmt: skip
    assert (kept.text, kept.corrected_by) == ("Skrevet på den forkerte dag.", manager)
    assert list(Occupancy.objects.values_list("stay", flat=True)) == [nights(-8, -1)]
    assert list(AuditEntry.objects.values_list("action", "details")) == [
        (
            AuditAction.STAY_CORRECTED,
            {"cause": "returned", "arrives_on": str(night(-8)), "departs_on": str(night(-1))},
        )
    ]


def test_the_arrival_of_a_stay_that_goes_on_is_corrected(manager):
    stay = PlacementFactory(stay=nights(-3, 7))
    assert correct_stay(actor=manager, placement=stay, course=course(-5, 7), reason="Kom før.").stay == nights(-5, 7)


@pytest.mark.parametrize(
    ("stay", "after", "field"),
    [
        ("over", course(-2, -9, "returned"), "departs_on"),
        ("over", course(-9, 1, "returned"), "departs_on"),
        ("over", course(-9, -2), "cause"),
        ("over", course(-9, -2, "own_housing"), "arrives_on"),
        ("going on", course(-5, 7, "returned"), "cause"),
        ("never came", course(-5, 7), ""),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(manager, stay, after, field):
    rows = {
        "over": over,
        "going on": lambda: PlacementFactory(stay=nights(-3, 7)),
        "never came": lambda: PlacementFactory(never_came=True, ended_by=manager, ended_at=timezone.now()),
    }
    with pytest.raises(RuleError) as refused:
        correct_stay(actor=manager, placement=rows[stay](), course=after, reason="Fejl")
    assert (refused.value.field, Correction.objects.count()) == (field, 0)


def test_nights_somebody_else_had_are_not_taken_afterwards(manager):
    stay = over()
    PlacementFactory(unit=stay.unit, stay=nights(-2, 5))
    with pytest.raises(Conflict):
        correct_stay(actor=manager, placement=stay, course=course(-9, -1, "own_housing"), reason="Fejl")
    assert (Correction.objects.count(), Placement.objects.get(pk=stay.pk).stay) == (0, nights(-9, -2))


def test_between_two_places_of_ours_no_night_is_lost(manager):
    stay = PlacementFactory(stay=nights(-5, 7))
    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(shelter=stay.unit.shelter), on=night(-1))
    for row, after in [(stay, course(-5, -2, "moved")), (moved, course(-2, 7))]:
        with pytest.raises(RuleError, match="anden plads hos os"):
            correct_stay(actor=manager, placement=row, course=after, reason="Fejl")
    assert correct_stay(actor=manager, placement=stay, course=course(-6, -1, "moved"), reason="Kom før.")


def test_a_family_is_corrected_from_the_child_on(manager):
    parent = over(unit=UnitFactory(kind="family_room", beds=3))
    child = over(-7, -2, unit=parent.unit, follows=parent)
    with pytest.raises(RuleError, match="Et barn sover hos sin forælder"):
        correct_stay(actor=manager, placement=parent, course=course(-9, -3, "own_housing"), reason="Fejl")
    with pytest.raises(RuleError, match="Et barn sover hos sin forælder"):
        correct_stay(actor=manager, placement=child, course=course(-7, -1, "own_housing"), reason="Fejl")
    correct_stay(actor=manager, placement=child, course=course(-7, -3, "own_housing"), reason="Fejl")
    assert correct_stay(actor=manager, placement=parent, course=course(-9, -3, "own_housing"), reason="Fejl")


@pytest.mark.parametrize("change", [{"stay": nights(-9, -1)}, {"exit_cause": "police"}])
def test_the_database_takes_no_other_days_without_a_correction(change):
    stay = over()
    with pytest.raises(DatabaseError, match="changes by a correction"), transaction.atomic():
        Placement.objects.filter(pk=stay.pk).update(**change)


def test_on_the_page_the_correction_and_what_stood_are_read(as_role):
    stay = over()
    browser = as_role("shelter_staff")
    words = {"act": "course", "course-arrives_on": "15.11.2026", "course-departs_on": "22.11.2026"}
    refused = browser.post(stay.get_absolute_url(), words | {"course-reason": "Forkert dag"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["cause"])
    words |= {"course-cause": "returned"}
    assert browser.post(stay.get_absolute_url(), words | {"course-reason": " "}).status_code == 422
    assert browser.post(stay.get_absolute_url(), words | {"course-reason": "Forkert dag"}).status_code == 302
    page = browser.get(stay.get_absolute_url()).text
    assert "Der stod fra 14. november 2026 til 21. november 2026, Egen bolig." in page
    assert "Forkert dag" in page
