"""Nobody meets more than six rooms, and every room on the menu opens."""

import pytest
from django.test import RequestFactory

from cmm.accounts.chrome import menu
from cmm.accounts.enums import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_the_menu_holds_at_most_six_rooms_and_all_of_them_open(role, people, as_role):
    request = RequestFactory().get("/")
    request.user = people[role]
    rooms = menu(request)
    client = as_role(role)
    assert 1 <= len(rooms) <= 6
    assert {room.url: client.get(room.url, follow=True).status_code for room in rooms} == {
        room.url: 200 for room in rooms
    }


@pytest.mark.parametrize(
    ("role", "path", "room"),
    [
        ("cmm_caseworker", "/cases/CMM-2026-0001/", "/cases/"),
        ("cmm_coordinator", "/decisions/", "/cases/"),
        ("cmm_caseworker", "/shelters/requests/", "/shelters/board/"),
        ("shelter_manager", "/shelters/requests/", "/shelters/requests/"),
        ("supervision_inspector", "/shelters/fjordly/", "/shelters/board/"),
        ("supervision_inspector", "/shelters/supervision/", "/shelters/supervision/"),
        ("cmm_caseworker", "/", "/"),
    ],
)
def test_the_room_one_is_in_is_marked(role, path, room, people):
    request = RequestFactory().get(path)
    request.user = people[role]
    assert [item.url for item in menu(request) if item.current] == [room]


def test_who_has_one_thing_to_do_has_no_page_of_today(people):
    request = RequestFactory().get("/reports/")
    request.user = people["ministry_reader"]
    assert [item.url for item in menu(request)] == ["/reports/"]
