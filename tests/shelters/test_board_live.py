"""A board that stands open shows what others do, and logs nobody's name while nothing happens."""

import pytest
from django.urls import reverse

from cmm.audit.models import Reading
from tests.factories.shelters import PlacementFactory, UnitFactory, nights
from tests.statements import asking

pytestmark = pytest.mark.django_db
BOARD = reverse("shelters:board")
ASKS = {"HX-Request": "true"}


def open_board(browser, **query):
    return browser.get(BOARD, query)


def ask_again(browser, mark, **query):
    return browser.get(BOARD, {"mark": mark} | query, headers=ASKS)


def test_while_nothing_happens_nothing_is_drawn_and_nobody_read(as_role):
    PlacementFactory(stay=nights(-3, 4))
    browser = as_role("shelter_staff")
    mark = open_board(browser).context["board"].mark
    before = Reading.objects.count()

    answer = ask_again(browser, mark)

    assert (answer.status_code, answer.content, Reading.objects.count()) == (204, b"", before)


@pytest.mark.parametrize(
    "happens",
    [
        lambda unit: PlacementFactory(unit=unit, stay=nights(0, 5)),
        lambda unit: UnitFactory(shelter=unit.shelter),
    ],
)
def test_what_happens_is_drawn_and_read(as_role, happens):
    unit = UnitFactory()
    browser = as_role("shelter_staff")
    mark = open_board(browser).context["board"].mark
    happens(unit)

    answer = ask_again(browser, mark)

    assert "{#" not in answer.text
    assert (answer.status_code, "<html" in answer.text, "Oversigten er ændret." in answer.text) == (200, False, True)
    assert answer.context["board"].mark != mark
    assert f'"mark": "{answer.context["board"].mark}"' in answer.text


def test_what_happens_outside_the_fortnight_changes_nothing(as_role):
    unit = UnitFactory()
    browser = as_role("shelter_staff")
    mark = open_board(browser).context["board"].mark
    PlacementFactory(unit=unit, stay=nights(90, 95))
    assert ask_again(browser, mark).status_code == 204


def test_it_asks_for_the_nights_and_places_it_shows(as_role):
    UnitFactory()
    shown = open_board(as_role("shelter_staff"), start="30.11.2026", only="women")
    assert shown.context["here"] == f"{BOARD}?start=30.11.2026&only=women"
    assert f'hx-get="{BOARD}?start=30.11.2026&amp;only=women"' in shown.text


def test_asking_is_cheap(as_role):
    browser = as_role("shelter_staff")
    for number in range(3):
        PlacementFactory(stay=nights(number, number + 4))
    mark = open_board(browser).context["board"].mark
    with asking(6):
        ask_again(browser, mark)


def test_each_thing_on_the_board_can_be_found_again(as_role):
    stay = PlacementFactory(stay=nights(-1, 3))
    text = open_board(as_role("cmm_caseworker")).text
    assert (f'id="{stay.ref}"' in text, f'id="free-{stay.unit_id}-1126"' in text) == (True, True)
