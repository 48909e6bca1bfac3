"""A bed at night in one step, and the papers after."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from cases.enums import CaseStatus, Sex
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.enums import Paper, RequestState
from shelters.models import Placement, PlacementRequest
from shelters.rules import Funding, missing_papers
from shelters.selectors import beds_tonight, unfinished
from shelters.services import (
    confirm_received,
    move_victim,
    place_at_once,
    release_placement,
    report_disappeared,
    settle_payer,
    take_back,
    tell_house,
)
from shelters.services.requests import Wish
from tests.factories.accounts import OrganisationFactory
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory, night, nights

pytestmark = pytest.mark.django_db
TONIGHT = Wish(wanted_from=night(0), wanted_to=night(1), urgent=True)
TOLD = Wish(wanted_from=night(0), wanted_to=night(2), known_as="Mira", needs="Taler polsk.", safety="En mand leder.")


@pytest.fixture
def arrived(caseworker):
    """Somebody was placed, and nothing is written."""
    return place_at_once(actor=caseworker, case=CaseFactory(caseworker=caseworker), unit=UnitFactory(), wish=TONIGHT)


def test_tonights_beds_are_those_of_the_houses_whoever_asks_may_see(people):
    theirs = UnitFactory(shelter=ShelterFactory(organisation=OrganisationFactory(capabilities=["shelters"])))
    own, case = UnitFactory(), CaseFactory()
    seen = {role: set(beds_tonight(people[role], case, night(0))) for role in ("cmm_caseworker", "shelter_staff")}
    assert seen == {"cmm_caseworker": {own, theirs}, "shelter_staff": {own}}


def test_one_step_gives_a_bed_from_tonight_and_answers_the_question_itself(caseworker):
    case, unit = CaseFactory(residence_basis=code("residence_basis", "eu_eea")), UnitFactory()

    stay = place_at_once(actor=caseworker, case=case, unit=unit, wish=TOLD)

    stay = Placement.objects.get(pk=stay.pk)
    assert (stay.case, stay.victim, stay.unit, stay.stay) == (case, case.victim, unit, nights(0, 2))
    assert (stay.emergency, stay.received_at, stay.placed_by, stay.unapproved_reason) == (True, None, caseworker, "")
    assert (stay.known_as, stay.needs, stay.safety) == ("Mira", "Taler polsk.", "En mand leder.")
    assert (stay.payer, stay.responsible) == ("municipality", "municipality")
    asked = stay.request
    assert (asked.state, asked.shelter, asked.requested_by, asked.answered_by) == (
        RequestState.ACCEPTED, unit.shelter, caseworker, caseworker,
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target_ref, entry.case_ref) == (
        AuditAction.VICTIM_PLACED_AT_ONCE, stay.ref, case.ref,
    )  # fmt: skip
    days = {"arrives_on": "2026-11-23", "departs_on": "2026-11-25"}
    assert entry.details == {"shelter": unit.shelter.slug} | days


def test_at_two_in_the_morning_it_is_still_last_night(caseworker):
    with time_machine.travel(datetime(2026, 11, 24, 1, 0, tzinfo=UTC), tick=False):
        stay = place_at_once(actor=caseworker, case=CaseFactory(), unit=UnitFactory(), wish=TONIGHT)
    assert stay.stay == nights(0, 1)


def test_who_has_only_just_been_told_of_gets_a_bed_too(caseworker):
    stay = place_at_once(
        actor=caseworker, case=CaseFactory(status=CaseStatus.INQUIRY), unit=UnitFactory(), wish=TONIGHT
    )
    assert stay.stay == nights(0, 1)


def test_where_no_rule_speaks_the_payer_is_left_for_later(caseworker):
    case = CaseFactory(residence_basis=code("residence_basis", "unknown"))
    unit = UnitFactory(shelter__accommodation_type=code("accommodation_type", "private"))

    stay = place_at_once(actor=caseworker, case=case, unit=unit, wish=TONIGHT)

    assert (stay.payer, stay.responsible, stay.papers) == ("", "", [Paper.RECEIVED, Paper.TOLD, Paper.PAYER])


def test_a_lapsed_approval_stops_no_emergency_and_is_kept(caseworker):
    unit = UnitFactory(shelter=ShelterFactory(approved=False))

    stay = place_at_once(actor=caseworker, case=CaseFactory(), unit=unit, wish=TONIGHT)

    assert stay.unapproved_reason == "Akut placering"
    assert AuditEntry.objects.get().details["unapproved"] == "Akut placering"


def test_where_the_register_refuses_it_refuses_this_too(caseworker, settings):
    settings.CMM_LAPSED_APPROVAL = "refuse"
    unit = UnitFactory(shelter=ShelterFactory(approved=False))
    with pytest.raises(RuleError) as refused:
        place_at_once(actor=caseworker, case=CaseFactory(), unit=unit, wish=TONIGHT)
    assert (refused.value.code, PlacementRequest.objects.count()) == ("not_approved", 0)


@pytest.mark.parametrize(
    ("case", "unit", "wish", "error"),
    [
        ({"status": CaseStatus.CLOSED}, {}, TONIGHT, ("not_placeable", "")),
        ({}, {}, Wish(wanted_from=night(1), wanted_to=night(2)), ("not_tonight", "")),
        ({}, {}, Wish(wanted_from=night(0), wanted_to=night(8)), ("too_long", "nights")),
        ({}, {}, Wish(wanted_from=night(0), wanted_to=night(0)), ("too_long", "nights")),
        ({}, {"active": False}, TONIGHT, ("not_in_use", "unit")),
        ({}, {"shelter__active": False}, TONIGHT, ("not_in_use", "unit")),
        ({"victim__sex": Sex.MALE}, {"shelter__women_only": True}, TONIGHT, ("women_only", "unit")),
        (
            {"victim__age_band": "25_34"}, {"shelter__takes_children": False},
            Wish(wanted_from=night(0), wanted_to=night(1), children=1), ("no_children", "unit"),
        ),
        (
            {}, {"shelter__takes_children": True}, Wish(wanted_from=night(0), wanted_to=night(1), children=1),
            ("too_small", "unit"),
        ),
    ],
)  # fmt: skip
def test_a_refused_emergency_leaves_nothing(caseworker, case, unit, wish, error):
    with pytest.raises(RuleError) as refused:
        place_at_once(actor=caseworker, case=CaseFactory(**case), unit=UnitFactory(**unit), wish=wish)

    assert (refused.value.code, refused.value.field) == error
    left = (Placement.objects.count(), PlacementRequest.objects.count(), AuditEntry.objects.count())
    assert left == (0, 0, 0)


def test_a_taken_bed_and_a_person_who_has_one_are_conflicts(caseworker):
    taken = PlacementFactory(stay=nights(0, 7))
    for case, unit in ((CaseFactory(), taken.unit), (taken.case, UnitFactory())):
        with pytest.raises(Conflict):
            place_at_once(actor=caseworker, case=case, unit=unit, wish=TONIGHT)
    assert (Placement.objects.count(), PlacementRequest.objects.count()) == (1, 0)


@pytest.mark.parametrize("role", ["shelter_manager", "shelter_staff", "police_liaison", "outreach_worker"])
def test_nobody_is_placed_by_whoever_may_not_ask(people, role):
    with pytest.raises(PermissionDenied):
        place_at_once(actor=people[role], case=CaseFactory(), unit=UnitFactory(), wish=TONIGHT)


def test_the_house_says_once_that_the_person_came(arrived, people):
    confirm_received(actor=people["shelter_staff"], placement=arrived)

    arrived.refresh_from_db()
    assert (arrived.received_by, arrived.awaits_receipt) == (people["shelter_staff"], False)
    last = AuditEntry.objects.order_by("-id").first()
    assert (last.action, last.target_ref) == (AuditAction.PLACEMENT_RECEIVED, arrived.ref)
    with pytest.raises(Conflict):
        confirm_received(actor=people["shelter_manager"], placement=arrived)


def test_of_an_ordinary_stay_nothing_is_received(manager):
    with pytest.raises(Conflict):
        confirm_received(actor=manager, placement=PlacementFactory())


def test_what_the_house_must_know_is_written_once_after_the_night(arrived, caseworker):
    tell_house(actor=caseworker, placement=arrived, needs=" Taler polsk. ")

    arrived.refresh_from_db()
    assert (arrived.needs, arrived.safety, arrived.is_told) == ("Taler polsk.", "", True)
    last = AuditEntry.objects.order_by("-id").first()
    assert (last.action, last.details["fields"]) == (AuditAction.PLACEMENT_CHANGED, ["needs"])
    with pytest.raises(Conflict):
        tell_house(actor=caseworker, placement=arrived, needs="Noget andet.")


def test_nothing_is_told_with_nothing(arrived, caseworker):
    with pytest.raises(RuleError) as refused:
        tell_house(actor=caseworker, placement=arrived, needs=" ")
    assert refused.value.field == "needs"


def test_the_papers_are_done_one_by_one(arrived, caseworker, manager):
    assert arrived.papers == [Paper.RECEIVED, Paper.TOLD]
    tell_house(actor=caseworker, placement=arrived, safety="En mand leder.")
    confirm_received(actor=manager, placement=arrived)
    arrived.refresh_from_db()
    assert arrived.papers == []


def test_of_whoever_never_came_no_paper_is_asked(arrived, manager):
    release_placement(actor=manager, placement=arrived)
    arrived.refresh_from_db()
    assert arrived.papers == []


def test_a_move_is_a_receipt_too_and_the_other_papers_go_along(arrived, manager):
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=False):
        arrived.stay = nights(0, 3)
        arrived.save()
        moved = move_victim(actor=manager, placement=arrived, unit=UnitFactory(), on=night(1))
    arrived.refresh_from_db()
    assert (arrived.papers, moved.papers) == ([], [Paper.TOLD])


def test_whoever_did_not_come_is_reported_and_comes_back_though_nobody_has_talked_with_them(caseworker, manager):
    case, unit = CaseFactory(status=CaseStatus.INQUIRY), UnitFactory()
    wish = Wish(wanted_from=night(0), wanted_to=night(2))
    stay = place_at_once(actor=caseworker, case=case, unit=unit, wish=wish)
    gone = report_disappeared(actor=manager, placement=stay, on=night(0))

    back = take_back(actor=manager, note=gone, unit=unit)

    assert back.stay == nights(0, 2)


@pytest.mark.parametrize("facts", list(product([True, False], repeat=6)))
def test_every_paper_is_missing_exactly_where_it_is(facts):
    emergency, never_came, is_over, is_received, is_told, is_paid = facts

    missing = missing_papers(
        emergency=emergency,
        never_came=never_came,
        is_over=is_over,
        is_received=is_received,
        is_told=is_told,
        is_paid=is_paid,
    )

    asked = emergency and not never_came
    assert (Paper.PAYER in missing) == (asked and not is_paid)
    assert (Paper.TOLD in missing) == (asked and not is_told and not is_over)
    assert (Paper.RECEIVED in missing) == (asked and not is_received and not is_over)


def test_a_settled_payer_is_no_paper(caseworker):
    case = CaseFactory(residence_basis=code("residence_basis", "unknown"))
    unit = UnitFactory(shelter__accommodation_type=code("accommodation_type", "private"))
    stay = place_at_once(actor=caseworker, case=case, unit=unit, wish=TOLD)

    settled = settle_payer(actor=caseworker, placement=stay, said=Funding("us", "us", "Aftalt"))

    assert settled.papers == [Paper.RECEIVED]


def test_after_a_move_the_open_payer_is_asked_for_of_all_nights_and_settled_once(caseworker, manager):
    case = CaseFactory(residence_basis=code("residence_basis", "unknown"), caseworker=caseworker)
    unit = UnitFactory(shelter__accommodation_type=code("accommodation_type", "private"))
    first = place_at_once(actor=caseworker, case=case, unit=unit, wish=replace(TOLD, wanted_to=night(6)))
    with time_machine.travel(datetime(2026, 11, 25, 8, 0, tzinfo=UTC), tick=False):
        moved = move_victim(actor=manager, placement=first, unit=UnitFactory(shelter=unit.shelter), on=night(1))
        again = move_victim(actor=manager, placement=moved, unit=unit, on=night(2))
        assert [stay.papers for stay in unfinished(caseworker, {case.pk: case})] == [[Paper.PAYER]] * 3

        settle_payer(actor=caseworker, placement=first, said=Funding("us", "us", "Aftalt"))

        assert unfinished(caseworker, {case.pk: case}) == []
    again.refresh_from_db()
    assert (again.payer, again.responsible, again.payer_reason) == ("us", "us", "Aftalt")
