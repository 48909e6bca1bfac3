"""The board stands open in the duty room while others give places: it is drawn anew, and who was on a stay still is."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from shelters.rules import night_of
from tests.factories.shelters import PlacementFactory, RequestFactory, UnitFactory, nights_from
from tests.stories.conftest import SIZES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("size", [SIZES["desk"]], ids=["desk"])  # on a phone the board is a list
def test_the_board_is_drawn_anew_under_whoever_looks_at_it(visitor, size):
    person = visitor("shelter_manager")
    tonight = night_of(timezone.localtime())
    unit = UnitFactory(shelter__organisation=person.user.organisation, name="Værelse 1")
    stay = PlacementFactory(unit=unit, stay=nights_from(tonight, 5), known_as="Mira", placed_by=person.user)
    other = UnitFactory(shelter=unit.shelter, name="Værelse 2")
    person.page.clock.install()
    person.visit("/shelters/board/").sees("Mira").is_clean()
    person.page.locator(f"#{stay.ref}").focus()

    person.page.clock.run_for(21_000)
    expect(person.page.locator(f"#{stay.ref}")).to_be_focused()
    request = RequestFactory(shelter=unit.shelter)
    PlacementFactory(unit=other, request=request, stay=nights_from(tonight, 3), known_as="Alba", placed_by=person.user)
    person.page.clock.run_for(21_000)

    person.sees("Alba").sees("Oversigten er ændret.").is_clean()
    expect(person.page.locator(f"#{stay.ref}")).to_be_focused()
