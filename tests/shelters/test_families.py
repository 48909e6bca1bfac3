"""Children follow a parent in a family room: into it, from it to another, and out of the house."""

import pytest
from django.db import IntegrityError, connection, transaction

from cmm.core.errors import RuleError
from shelters import selectors
from shelters.enums import ExitCause
from shelters.models import Occupancy, Placement
from shelters.services import (
    accept_request,
    correct_placement,
    end_placement,
    move_victim,
    release_placement,
    report_disappeared,
    request_place,
)
from shelters.services.requests import Wish
from tests.factories.cases import CaseFactory
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory, night, nights

pytestmark = pytest.mark.django_db


def family_room(beds=4, **facts):
    return UnitFactory(kind="family_room", beds=beds, **facts)


PLANNED, LATER = nights(-3, 7), nights(-1, 7)


def family(parent_stay=PLANNED, child_stay=LATER, beds=4, **facts):
    parent = PlacementFactory(unit=family_room(beds), stay=parent_stay, **facts)
    return parent, PlacementFactory(unit=parent.unit, follows=parent, stay=child_stay)


def settled():
    """What is asked when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def say(stay, change):
    Placement.objects.filter(pk=stay.pk).update(**change)
    settled()


def rows():
    settled()
    stays = Placement.objects.order_by("pk").values_list("unit", "stay", "follows", "exit_cause", "never_came")
    return [(unit, stay.lower, stay.upper, follows, cause, never) for unit, stay, follows, cause, never in stays]


def test_children_without_a_case_are_counted_and_told_of(caseworker, manager):
    house = ShelterFactory(takes_children=True)
    wish = Wish(wanted_from=night(0), wanted_to=night(7), children=2, children_are="Ada på 4 og Bo på 7")
    request = request_place(actor=caseworker, case=CaseFactory(), shelter=house, wish=wish)

    stay = accept_request(actor=manager, request=request, unit=family_room(3, shelter=house))

    assert (stay.children, stay.children_are) == (2, "Ada på 4 og Bo på 7")


def test_a_house_that_takes_no_children_is_not_asked(caseworker):
    wish = Wish(wanted_from=night(0), wanted_to=night(7), children=1)
    with pytest.raises(RuleError) as refused:
        request_place(actor=caseworker, case=CaseFactory(), shelter=ShelterFactory(takes_children=False), wish=wish)
    assert (refused.value.code, refused.value.field) == ("no_children", "shelter")


def test_there_is_a_bed_for_each(manager):
    request, unit = RequestFactory(children=2), family_room(2)
    with pytest.raises(RuleError, match="Pladsen har 2 senge, og familien har brug for 3"):
        accept_request(actor=manager, request=RequestFactory(shelter=unit.shelter, children=2), unit=unit)
    assert list(selectors.free_units(unit.shelter, nights(0, 7), beds=3)) == []
    assert request.children == 2


def test_a_child_with_a_case_sleeps_with_its_parent_and_the_room_is_taken_once(manager):
    parent = PlacementFactory(unit=family_room(), stay=nights(-3, 9))
    request = RequestFactory(shelter=parent.unit.shelter)
    assert list(selectors.parents_for(manager, request)) == [parent]

    child = accept_request(actor=manager, request=request, parent=parent)

    settled()
    assert (child.unit, child.follows) == (parent.unit, parent)
    assert list(Occupancy.objects.values_list("placement", flat=True)) == [parent.pk]


@pytest.mark.parametrize(
    ("parent", "wanted"),
    [
        ({"stay": nights(-3, 5)}, (0, 7)),
        ({"stay": nights(1, 9)}, (0, 7)),
        ({"stay": nights(-3, 9), "children": 3}, (0, 7)),
    ],
)
def test_a_child_stays_no_longer_than_its_parent_and_has_a_bed(manager, parent, wanted):
    row = PlacementFactory(unit=family_room(), **parent)
    request = RequestFactory(shelter=row.unit.shelter, wanted_from=night(wanted[0]), wanted_to=night(wanted[1]))
    with pytest.raises(RuleError):
        accept_request(actor=manager, request=request, parent=row)
    assert list(selectors.parents_for(manager, request)) == []


def test_nobody_follows_a_child(manager):
    _parent, child = family()
    with pytest.raises(RuleError, match="Vælg den forælder"):
        accept_request(actor=manager, request=RequestFactory(shelter=child.unit.shelter), parent=child)


def test_children_move_with_their_parent(manager):
    parent, child = family()
    unit = family_room(shelter=parent.unit.shelter)

    moved = move_victim(actor=manager, placement=parent, unit=unit, on=night(0))

    assert rows() == [
        (parent.unit_id, night(-3), night(0), None, "moved", False),
        (parent.unit_id, night(-1), night(0), parent.pk, "moved", False),
        (unit.pk, night(0), night(7), None, "", False),
        (unit.pk, night(0), night(7), moved.pk, "", False),
    ]
    assert Placement.objects.get(follows=moved).moved_from == child


def test_a_family_moves_only_where_there_is_a_bed_for_each(manager):
    parent, _child = family()
    small = UnitFactory(shelter=parent.unit.shelter)
    assert small not in selectors.places_to_move_to(manager, parent, night(0))
    with pytest.raises(RuleError, match="familien har brug for 2"):
        move_victim(actor=manager, placement=parent, unit=small, on=night(0))


def test_a_child_that_stays_behind_has_a_place_of_its_own_first(manager):
    parent, child = family()
    own = UnitFactory(shelter=parent.unit.shelter)

    move_victim(actor=manager, placement=child, unit=own, on=night(0))
    end_placement(actor=manager, placement=parent, on=night(0), cause="own_housing")

    assert rows() == [
        (parent.unit_id, night(-3), night(0), None, "own_housing", False),
        (parent.unit_id, night(-1), night(0), parent.pk, "moved", False),
        (own.pk, night(0), night(7), None, "", False),
    ]


def test_children_leave_with_their_parent(manager):
    parent, _child = family()
    end_placement(actor=manager, placement=parent, on=night(0), cause=ExitCause.RETURNED)
    assert [row[2:] for row in rows()] == [
        (night(0), None, "returned", False),
        (night(0), parent.pk, "returned", False),
    ]


def test_and_are_gone_with_their_parent(manager):
    parent, _child = family()
    report_disappeared(actor=manager, placement=parent, on=night(0))
    assert [row[4] for row in rows()] == ["disappeared", "disappeared"]


def test_and_never_came_where_the_parent_did_not(manager):
    parent, _child = family(nights(0, 7), nights(0, 7))
    release_placement(actor=manager, placement=parent)
    assert [row[5] for row in rows()] == [True, True]


@pytest.mark.parametrize("departs", [3, 12])
def test_a_family_leaves_on_one_day(manager, departs):
    parent, _child = family()
    correct_placement(actor=manager, placement=parent, departs_on=night(departs))
    assert [row[2] for row in rows()] == [night(departs), night(departs)]


def test_a_child_that_leaves_before_goes_on_doing_so(manager):
    parent, _child = family(child_stay=nights(-1, 2))
    correct_placement(actor=manager, placement=parent, departs_on=night(12))
    assert [row[2] for row in rows()] == [night(12), night(2)]


@pytest.mark.parametrize(
    "change",
    [
        {"stay": nights(-1, 8)},
        {"stay": nights(-9, 7)},
        {"children": 3},
        {"unit": "another"},
        {"victim": "the parent"},
    ],
)
def test_the_database_keeps_a_child_with_its_parent(change):
    parent, child = family()
    settled()
    change = {name: {"another": family_room, "the parent": lambda: parent.victim}.get(value, value)
              if isinstance(value, str) else value for name, value in change.items()}  # fmt: skip
    change = {name: value() if callable(value) else value for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        say(child, change)


@pytest.mark.parametrize(
    "change",
    [{"stay": nights(-3, 6)}, {"children": 3}, {"follows": "the child"}],
)
def test_and_a_parent_with_its_child(change):
    parent, child = family()
    settled()
    change = {name: child if value == "the child" else value for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        say(parent, change)


def test_tonight_and_the_board_show_the_family_in_its_room(manager, as_role):
    parent, child = family(known_as="Mira", children=1)
    page = as_role("shelter_staff").get("/shelters/tonight/").text
    assert ("Mira" in page, "Med 1 barn" in page, child.known_as in page) == (True, True, True)
    approvals = selectors.standings(manager, night(0))
    places = selectors.board(manager, first=night(-2), tonight=night(0), approvals=approvals)
    assert [stay.pk for stay in places.stays] == [parent.pk]


def test_the_house_chooses_the_parent_on_the_page(as_role):
    parent = PlacementFactory(unit=family_room(), stay=nights(-3, 9), known_as="Mira")
    request = RequestFactory(shelter=parent.unit.shelter)
    browser = as_role("shelter_manager")
    assert f"{parent.unit}, hos Mira til 2. december" in browser.get(request.get_absolute_url()).text
    nothing = browser.post(request.get_absolute_url(), {"act": "accept"})
    assert (nothing.status_code, list(nothing.context["form"].errors)) == (422, ["unit"])
    answer = browser.post(request.get_absolute_url(), {"act": "accept", "accept-parent": parent.pk})
    assert (answer.status_code, Placement.objects.get(follows=parent).request) == (302, request)
