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


def test_the_room_one_is_in_is_marked(people):
    request = RequestFactory().get("/cases/CMM-2026-0001/")
    request.user = people["cmm_caseworker"]
    assert [room.url for room in menu(request) if room.current] == ["/cases/"]
