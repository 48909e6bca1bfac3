from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from shelters import selectors
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory, night, nights, other_house

pytestmark = pytest.mark.django_db


def board(user, first=-2, only=()):
    approvals = selectors.standings(user, night(0))
    return selectors.board(user, first=night(first), tonight=night(0), only=only, approvals=approvals)


def cells(places):
    """The cells of every row, as (kind, nights)."""
    return [[(span.kind, span.nights) for span in row.spans] for block in places.blocks for row in block.rows]


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([], [("past", 2), ("free", 12)]),
        ([(-70, 40)], [("stay", 14)]),
        ([(-7, 0)], [("stay", 2), ("free", 12)]),
        ([(-7, 1)], [("stay", 3), ("free", 11)]),
        ([(0, 7)], [("past", 2), ("book", 7), ("free", 5)]),
        ([(-1, 3), (4, 18)], [("past", 1), ("stay", 4), ("free", 1), ("book", 8)]),
        ([(-7, -2)], [("past", 2), ("free", 12)]),
        ([(-7, 2), (2, 5)], [("stay", 4), ("book", 3), ("free", 7)]),
    ],
)
def test_every_night_stands_in_one_cell(caseworker, stays, expected):
    unit = UnitFactory()
    for first, departure in stays:
        PlacementFactory(unit=unit, stay=nights(first, departure))

    assert cells(board(caseworker)) == [expected]
    assert sum(length for _kind, length in expected) == 14


def test_a_span_says_whether_it_goes_beyond_the_edges(caseworker):
    PlacementFactory(stay=nights(-70, 40))
    span = board(caseworker).blocks[0].rows[0].spans[0]

    assert (span.goes_back, span.goes_on, span.on, span.until) == (True, True, night(-2), night(12))


def test_across_a_year_the_nights_go_on(caseworker):
    PlacementFactory(stay=DateRange(date(2026, 12, 30), date(2027, 1, 2)))
    places = selectors.board(
        caseworker,
        first=date(2026, 12, 28),
        tonight=night(0),
        approvals=selectors.standings(caseworker, night(0)),
    )

    assert cells(places) == [[("free", 2), ("book", 3), ("free", 9)]]
    assert [day.free for day in places.days[:6]] == [1, 1, 0, 0, 0, 1]


def test_whoever_never_came_is_not_on_the_board(people, caseworker):
    PlacementFactory(stay=nights(0, 7), never_came=True, ended_by=people["shelter_staff"], ended_at=timezone.now())

    assert cells(board(caseworker)) == [[("past", 2), ("free", 12)]]


def test_other_peoples_stays_are_taken_and_nameless(caseworker, people):
    PlacementFactory(case__protection="named", unit__shelter__name="Asken")
    PlacementFactory(unit__shelter__name="Birken", unit__shelter__organisation=other_house())

    places = board(people["shelter_staff"])
    assert [block.shelter.organisation for block in places.blocks] == [people["shelter_staff"].organisation]
    assert cells(board(caseworker))[0] == [("taken", 9), ("free", 5)]
    assert len(board(caseworker).stays) == 1


def test_the_inspector_counts_and_reads_no_stay(people):
    stay = PlacementFactory(stay=nights(-7, 2))
    UnitFactory(shelter=stay.unit.shelter)

    places = board(people["supervision_inspector"])

    assert (places.counts_only, places.stays, places.units, places.free) == (True, [], 2, 1)
    assert places.blocks[0].counts == [1, 1, 1, 1, *[0] * 10]


@pytest.mark.parametrize(
    ("only", "shelters"),
    [
        ((), ["Alle", "Børn", "Kvinder"]),
        (("women",), ["Alle", "Børn", "Kvinder"]),
        (("men",), ["Alle", "Børn"]),
        (("children",), ["Børn"]),
        (("free",), ["Børn", "Kvinder"]),
        (("men", "free"), ["Børn"]),
        (("wheelchair",), []),
    ],
)
def test_places_are_narrowed_by_what_is_needed(caseworker, only, shelters):
    PlacementFactory(unit__shelter=ShelterFactory(name="Alle", takes_children=False), stay=nights(-70, 70))
    UnitFactory(shelter=ShelterFactory(name="Børn", takes_children=True))
    UnitFactory(shelter=ShelterFactory(name="Kvinder", women_only=True, takes_children=False))
    UnitFactory(shelter=ShelterFactory(name="Lukket", active=False))

    assert [block.shelter.name for block in board(caseworker, only=only).blocks] == shelters


def test_today_says_who_comes_and_who_leaves(caseworker):
    coming, leaving = PlacementFactory(stay=nights(0, 7)), PlacementFactory(stay=nights(-7, 0))

    today = board(caseworker).today

    assert [event.stay for event in today.arriving] == [coming]
    assert [event.stay for event in today.departing] == [leaving]
    assert today.free == 1


def test_a_family_is_one_bar_with_how_many_children_sleep_there(people, as_role):
    house = ShelterFactory(organisation=people["shelter_manager"].organisation, takes_children=True)
    room = UnitFactory(shelter=house, kind="family_room", beds=4)
    parent = PlacementFactory(unit=room, stay=nights(-1, 7), children=1)
    PlacementFactory(unit=room, stay=nights(0, 7), follows=parent)

    (stay,) = board(people["shelter_manager"]).stays
    assert (stay.pk, stay.along) == (parent.pk, 2)
    assert "+2" in as_role("shelter_manager").get("/shelters/board/").text
