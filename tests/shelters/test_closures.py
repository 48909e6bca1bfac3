"""A place out of use for some nights: nobody sleeps there, the board says so, and occupancy counts without it.

The triggers: place_is_open, closed_place_is_empty.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction
from django.urls import reverse

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters import selectors
from shelters.models import Closure, Placement, PlacementRequest, Unit
from shelters.rules import Days
from shelters.selectors.keyfigures import houses_billed, key_figures
from shelters.services import (
    accept_request,
    change_shelter,
    change_unit,
    close_unit,
    correct_placement,
    place_at_once,
    reopen_unit,
)
from shelters.services.requests import Wish
from shelters.services.units import room_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.shelters import (
    ApprovalFactory,
    ClosureFactory,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
)
from tests.shelters.test_houses import said

pytestmark = pytest.mark.django_db
TAKEN = "Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny."


def shut(manager, unit, first=0, until=7, reason="Vandskade"):
    return close_unit(actor=manager, unit=unit, first=night(first), until=night(until), reason=reason)


def test_a_place_is_out_of_use_for_some_nights_and_the_log_says_so(manager):
    unit = UnitFactory()
    closure = shut(manager, unit, reason=" Vandskade ")
    closure.refresh_from_db()
    assert (closure.days, closure.reason, closure.closed_by) == (nights(0, 7), "Vandskade", manager)
    entry = AuditEntry.objects.get()
    told = {"shelter": unit.shelter.slug, "first": "2026-11-23", "until": "2026-11-30"}
    assert (entry.action, entry.details) == (AuditAction.UNIT_CLOSED, told)


@pytest.mark.parametrize(
    ("facts", "field"), [({"until": 0}, "until"), ({"reason": "  "}, "reason"), ({"first": -3}, "first")]
)
def test_what_makes_no_sense_is_said_at_the_field(manager, facts, field):
    unit = PlacementFactory(stay=nights(-3, -1)).unit
    with pytest.raises(RuleError) as refused:
        shut(manager, unit, **facts)
    assert (refused.value.field, Closure.objects.count()) == (field, 0)


def test_it_takes_nobody_on_those_nights_and_anybody_on_the_others(manager, caseworker):
    unit = UnitFactory()
    shut(manager, unit, first=2, until=4)
    for first, departure, free in ((0, 2, True), (4, 6, True), (1, 3, False), (3, 4, False)):
        assert selectors.free_units(unit.shelter, nights(first, departure)).exists() == free
    request = RequestFactory(shelter=unit.shelter, wanted_from=night(0), wanted_to=night(3))
    with pytest.raises(RuleError, match="ude af brug"):
        accept_request(actor=manager, request=request, unit=unit)
    with pytest.raises(RuleError, match="ude af brug"):
        place_at_once(
            actor=caseworker, case=CaseFactory(), unit=unit, wish=Wish(wanted_from=night(0), wanted_to=night(3))
        )
    assert accept_request(
        actor=manager,
        request=RequestFactory(shelter=unit.shelter, wanted_from=night(4), wanted_to=night(6)),
        unit=unit,
    )


def test_nobodys_stay_is_drawn_out_into_it(manager):
    stay = PlacementFactory(stay=nights(-1, 2))
    shut(manager, stay.unit, first=2, until=4)
    with pytest.raises(Conflict, match="Pladsen er lige blevet optaget"):
        correct_placement(actor=manager, placement=stay, departs_on=night(3))


def test_the_database_refuses_both_ways():
    """The triggers place_is_open and closed_place_is_empty look at each other."""
    closure = ClosureFactory()
    with pytest.raises(DatabaseError, match="out of use on one of these nights"), transaction.atomic():
        PlacementFactory(unit=closure.unit, stay=nights(6, 9))
    PlacementFactory(unit=closure.unit, stay=nights(7, 9))
    with pytest.raises(DatabaseError, match="somebody has the place"), transaction.atomic():
        ClosureFactory(unit=closure.unit, first=night(8), until=None)


def test_it_is_in_use_again_from_tonight_and_what_was_stays(manager):
    closure = ClosureFactory(first=night(-3), until=None)
    again = reopen_unit(actor=manager, closure=closure)
    assert (again.days, again.reopened_by) == (nights(-3, 0), manager)
    with pytest.raises(Conflict, match="i brug igen"):
        reopen_unit(actor=manager, closure=closure)


def test_a_closure_to_come_that_is_called_off_closes_no_night(manager):
    closure = ClosureFactory(first=night(3), until=night(5))
    reopen_unit(actor=manager, closure=closure)
    assert selectors.free_units(closure.unit.shelter, nights(3, 5)).exists()


def test_the_board_draws_it_and_does_not_count_it_as_free_or_taken(manager):
    unit = UnitFactory(position=1)
    UnitFactory(shelter=unit.shelter)
    ClosureFactory(unit=unit, first=night(-1), until=night(3))
    ClosureFactory(unit=unit, first=night(2), until=None, reason="Også andet")
    board = drawn(manager)
    assert kinds(board.blocks[0].rows[0]) == [("past", 1), ("shut", 4), ("shut", 9)]
    assert (board.free, board.taken, board.shut, board.days[2].free) == (1, 0, 1, 1)


def kinds(row):
    return [(span.kind, span.nights) for span in row.spans]


def drawn(user):
    approvals = selectors.standings(user, night(0))
    return selectors.board(user, first=night(-2), tonight=night(0), approvals=approvals)


def test_the_mark_of_the_board_changes_with_it(manager):
    unit = UnitFactory()
    wish = {"first": night(-2), "tonight": night(0), "approvals": selectors.standings(manager, night(0))}
    before = selectors.board_mark(manager, **wish)
    shut(manager, unit)
    assert before != selectors.board_mark(manager, **wish) == drawn(manager).mark


def test_occupancy_counts_the_places_in_use_on_each_night(manager):
    """Ten nights of November until last night's; one place is there all along, one is painted, one is new."""
    house = ShelterFactory()
    PlacementFactory(unit=UnitFactory(shelter=house), stay=nights(-10, 7))
    ClosureFactory(unit=UnitFactory(shelter=house), first=night(-8), until=night(-5))
    UnitFactory(shelter=house, opened_on=night(-4))
    window = Days(night(-10), night(0))
    nights_of = key_figures(manager, houses_billed(manager), window, night(0), stays=False).nights
    assert (nights_of.places, nights_of.nights, nights_of.offered) == (3, 10, 10 + 7 + 4)
    [(_month, slept, offered, share)] = nights_of.by_month
    assert (slept, offered, share) == (10, 21, 48)


def test_a_place_and_a_house_that_go_out_of_use_count_until_then(manager, people):
    gone, stays = UnitFactory(), UnitFactory()
    change_unit(actor=manager, unit=gone, room=room_with(gone, active=False))
    change_shelter(actor=people["cmm_coordinator"], shelter=stays.shelter, house=said(stays.shelter), active=False)
    offered = key_figures(
        manager, houses_billed(manager), Days(night(-5), night(5)), night(5), stays=False
    ).nights.offered
    assert offered == 5 + 5

    gone.refresh_from_db()
    change_unit(actor=manager, unit=gone, room=room_with(gone, active=True))
    assert Closure.objects.get(unit=gone).days.isempty
    assert selectors.free_units(gone.shelter, nights(0, 3)).exists()


def room_with(unit, **facts):
    return type(room_of(unit))(**{**vars(room_of(unit)), **facts})


def test_it_is_written_and_ended_from_the_pages_of_the_house(as_role):
    unit = UnitFactory(name="Stue 4")
    client, url = as_role("shelter_manager"), reverse("shelters:closure_create", args=[unit.shelter.slug, unit.pk])
    said = {"first": "23-11-2026", "until": "23-11-2026", "reason": "Maling"}

    refused = client.post(url, said)
    client.post(url, said | {"until": "30-11-2026"})
    page = client.get(unit.shelter.get_absolute_url()).text
    board = client.get("/shelters/board/").text

    assert (refused.status_code, "Maling" in refused.text) == (422, True)
    assert "Ude af brug fra 23. november 2026 til 30. november 2026: Maling" in page
    assert ("Ude af brug" in board, "Maling" in board) == (True, True)
    closure = Closure.objects.get()
    shown = client.post(reverse("shelters:closure_end", args=[unit.shelter.slug, closure.pk]), follow=True)
    assert "Stue 4 kan gives igen." in shown.text
    assert client.get("/shelters/board/").text.count("Maling") == 0


def tried(work, start):
    start.wait()
    try:
        work()
    except ValidationError as refused:
        return refused.messages[0]
    finally:
        connections.close_all()
    return "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_a_closure_and_a_request_race_for_the_bed_and_one_of_them_has_it(turn, caseworker):
    """And where somebody is placed at night, who locks no house."""
    unit, manager = UnitFactory(), staff("shelter_manager")
    request, case, start = RequestFactory(shelter=unit.shelter), CaseFactory(), Barrier(3)

    def actor(user):
        return User.objects.get(pk=user.pk)

    def close():
        shut(actor(manager), Unit.objects.select_related("shelter").get(pk=unit.pk))

    def answer():
        accept_request(
            actor=actor(manager), request=PlacementRequest.objects.get(pk=request.pk), unit=Unit.objects.get(pk=unit.pk)
        )

    def at_night():
        wish = Wish(wanted_from=night(0), wanted_to=night(1))
        place_at_once(actor=actor(caseworker), case=case, unit=Unit.objects.get(pk=unit.pk), wish=wish)

    with ThreadPoolExecutor(3) as pool:
        outcomes = [one.result() for one in [pool.submit(tried, work, start) for work in (close, answer, at_night)]]

    assert (outcomes.count("done"), Placement.objects.count() + Closure.objects.count()) == (1, 1)


def test_an_empty_place_without_the_approval_it_needs_is_not_counted_as_free(caseworker, as_role, settings):
    """The board says so, and what can be done: a reason, or nothing at all, by the same setting as for placing."""
    lapsing, lapsed = ShelterFactory(approved=False, name="Snart"), ShelterFactory(approved=False, name="Uden")
    ApprovalFactory(shelter=lapsing, valid_to=night(3))
    UnitFactory(shelter=lapsing)
    UnitFactory(shelter=lapsed)
    soon, without = drawn(caseworker).blocks
    assert kinds(soon.rows[0]) == [("past", 2), ("free", 3), ("bare", 9)]
    assert kinds(without.rows[0]) == [("past", 2), ("bare", 12)]
    board = drawn(caseworker)
    assert (board.free, board.bare, board.taken, board.day(night(3)).free) == (1, 1, 0, 0)

    client = as_role("cmm_caseworker")
    assert "1 tom uden godkendelse: kun med en begrundelse." in client.get("/shelters/board/").text
    settings.CMM_LAPSED_APPROVAL = "refuse"
    page = client.get("/shelters/board/").text
    assert ("1 tom uden godkendelse: der kan ingen placeres." in page, 'id="bare-' in page) == (True, False)


def test_tonight_a_place_out_of_use_is_not_free(people):
    closure = ClosureFactory()
    UnitFactory(shelter=closure.unit.shelter)
    [house] = selectors.tonight(people["shelter_staff"], night(0))
    assert (sorted(bed.state for bed in house.beds), house.free) == (["free", "shut"], 1)
