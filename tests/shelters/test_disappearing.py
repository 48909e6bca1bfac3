"""Somebody did not come back: the stay ends, the contact person is told; and somebody may come back after all."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from cmm.desk.ranking import Worry
from shelters import selectors, services
from shelters.enums import ExitCause, NoteKind
from shelters.models import HouseNote, Placement
from tests.factories.accounts import staff
from tests.factories.shelters import NoteFactory, PlacementFactory, UnitFactory, night, nights
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db
TEXT = "Sidst set ved bussen."


@pytest.fixture
def keeper(people):
    return people["shelter_staff"]


def gone(keeper, stay, on=0, text=TEXT):
    return services.report_disappeared(actor=keeper, placement=stay, on=night(on), text=text)


def told(user):
    return [(note.kind, note.case_id) for note in selectors.unseen_messages(user)]


def test_the_stay_ends_in_one_step_and_the_night_is_free(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))

    note = gone(keeper, stay)

    stay.refresh_from_db()
    assert (stay.stay, stay.exit_cause, stay.ended_by) == (nights(-7, 0), ExitCause.DISAPPEARED, keeper)
    assert (note.kind, note.text, note.planned_to) == (NoteKind.DISAPPEARED, TEXT, night(7))
    done = list(AuditEntry.objects.order_by("pk").values_list("action", "case_ref", "details"))
    assert done == [
        (AuditAction.HOUSE_NOTE_WRITTEN, stay.case.ref, {"stay": stay.ref, "kind": "disappeared"}),
        (AuditAction.RESIDENT_DISAPPEARED, stay.case.ref, {"on": "2026-11-23"}),
    ]


def test_whoever_is_gone_on_the_first_evening_has_slept_no_night(keeper):
    stay = PlacementFactory(stay=nights(0, 7))
    gone(keeper, stay)
    stay.refresh_from_db()
    assert (stay.never_came, stay.nights, HouseNote.objects.get().kind) == (True, 0, NoteKind.DISAPPEARED)


@pytest.mark.parametrize("on", [-8, 1])
def test_the_first_night_away_lies_within_the_stay(keeper, on):
    with pytest.raises(RuleError) as refused:
        gone(keeper, PlacementFactory(stay=nights(-7, 7)), on)
    assert refused.value.field == "on"


def test_there_is_no_second_way_that_tells_nobody(keeper):
    with pytest.raises(RuleError) as refused:
        services.end_placement(actor=keeper, placement=PlacementFactory(), on=night(0), cause=ExitCause.DISAPPEARED)
    assert (refused.value.code, refused.value.field) == ("reported", "cause")


def test_the_contact_person_is_told_and_colleagues_are_not(people, keeper):
    mine = PlacementFactory(case__caseworker=people["cmm_caseworker"])
    gone(keeper, mine)

    assert told(people["cmm_caseworker"]) == [(NoteKind.DISAPPEARED, mine.case_id)]
    assert told(staff("cmm_caseworker")) == told(people["cmm_coordinator"]) == told(people["immigration_officer"]) == []


def test_of_a_case_without_a_contact_person_the_coordinators_are_told(people, keeper):
    stay = PlacementFactory(case__caseworker=None)
    gone(keeper, stay)
    assert told(people["cmm_coordinator"]) == [(NoteKind.DISAPPEARED, stay.case_id)]


def test_what_nobody_has_seen_for_a_day_the_coordinators_are_told_too(people, keeper):
    stay = PlacementFactory(case__caseworker=people["cmm_caseworker"])
    gone(keeper, stay)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert told(people["cmm_coordinator"]) == [(NoteKind.DISAPPEARED, stay.case_id)]


def test_it_stands_first_on_today_without_what_the_house_wrote(as_role, people, keeper):
    stay = PlacementFactory(case__caseworker=people["cmm_caseworker"])
    gone(keeper, stay)

    page = as_role("cmm_caseworker").get("/")

    first = page.context["groups"][0].due[0]
    assert (first.worry, first.ref, first.url) == (Worry.GONE, stay.case.ref, stay.case.get_absolute_url())
    assert first.act_url == f"{stay.get_absolute_url()}#notes"
    assert TEXT not in page.text


def test_it_goes_from_today_when_it_is_seen_and_is_seen_once(people, keeper):
    worker = people["cmm_caseworker"]
    note = gone(keeper, PlacementFactory(case__caseworker=worker))

    seen = services.see_note(actor=worker, note=note)

    assert (seen.seen_by, told(worker)) == (worker, [])
    with pytest.raises(Conflict):
        services.see_note(actor=worker, note=note)


def test_of_somebody_who_is_back_only_that_is_to_be_seen(people, keeper):
    worker = people["cmm_caseworker"]
    stay = PlacementFactory(stay=nights(-7, 7), case__caseworker=worker)
    first = gone(keeper, stay)
    services.take_back(actor=keeper, note=first, unit=stay.unit)

    with pytest.raises(Conflict):
        services.see_note(actor=worker, note=first)
    services.see_note(actor=worker, note=HouseNote.objects.get(kind=NoteKind.CAME_BACK))
    assert told(worker) == []


def test_a_colleague_cannot_say_that_the_contact_person_has_seen_it(people, keeper):
    note = gone(keeper, PlacementFactory(case__caseworker=staff("cmm_caseworker")))
    with pytest.raises(RuleError) as refused:
        services.see_note(actor=people["cmm_caseworker"], note=note)
    assert refused.value.code == "not_yours"
    services.see_note(actor=people["cmm_coordinator"], note=note)


def test_within_the_day_they_come_back_to_the_nights_that_were_planned(people, keeper):
    stay = PlacementFactory(stay=nights(-7, 7), case__caseworker=people["cmm_caseworker"], safety="Luk ikke op.")
    note = gone(keeper, stay)

    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        back = services.take_back(actor=keeper, note=note, unit=stay.unit)

    assert (back.stay, back.unit, back.moved_from, back.told) == (nights(1, 7), stay.unit, stay, stay.told)
    assert told(people["cmm_caseworker"]) == [(NoteKind.CAME_BACK, stay.case_id)]
    with pytest.raises(Conflict):
        services.take_back(actor=keeper, note=note, unit=UnitFactory(shelter=stay.unit.shelter))


def test_the_same_night_is_still_the_same_night(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))
    note = gone(keeper, stay)
    with time_machine.travel(datetime(2026, 11, 24, 2, tzinfo=UTC), tick=False):
        assert services.take_back(actor=keeper, note=note, unit=stay.unit).stay == nights(0, 7)


def test_a_place_given_to_somebody_else_is_not_taken_back(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))
    note = gone(keeper, stay)
    PlacementFactory(unit=stay.unit, stay=nights(0, 3))
    with pytest.raises(Conflict):
        services.take_back(actor=keeper, note=note, unit=stay.unit)
    other = UnitFactory(shelter=stay.unit.shelter)
    assert services.take_back(actor=keeper, note=note, unit=other).unit == other


@pytest.mark.parametrize(("planned", "days"), [(7, 2), (1, 1)])
def test_later_a_new_place_is_asked_for(keeper, planned, days):
    stay = PlacementFactory(stay=nights(-7, planned))
    note = gone(keeper, stay)
    late = time_machine.travel(timezone.now() + timedelta(days=days), tick=False)
    with late, pytest.raises(RuleError, match="ny plads"):
        services.take_back(actor=keeper, note=note, unit=stay.unit)


def test_a_return_is_no_exit_and_no_arrival_in_the_figures(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))
    services.take_back(actor=keeper, note=gone(keeper, stay), unit=stay.unit)
    figures = selectors.figures(2026)
    assert (figures["exits_by_cause"], figures["stays_begun"]) == ({}, 1)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_report_it_once(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))

    def report(actor):
        services.report_disappeared(actor=actor, placement=stay, on=night(0))

    assert sorted(at_once((keeper, report), (staff("shelter_staff"), report))) == sorted([DONE, "over"])
    assert (Placement.objects.count(), HouseNote.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_note_one_absence(keeper):
    stay = PlacementFactory(stay=nights(-7, 7))

    def note(actor):
        services.note_absence(actor=actor, placement=stay, at=timezone.now())

    assert sorted(at_once((keeper, note), (staff("shelter_staff"), note))) == sorted([DONE, "away"])


def test_the_house_sees_no_case_in_the_message_it_sends(as_role):
    stay = PlacementFactory()
    page = as_role("shelter_staff").get(reverse("shelters:disappearance_create", args=[stay.ref]))
    assert (stay.case.ref in page.text, stay.known_as in page.text) == (False, True)


def test_a_note_in_another_house_cannot_be_seen_away(as_role):
    assert as_role("shelter_staff").post(reverse("shelters:note_seen", args=[NoteFactory().pk])).status_code == 404
