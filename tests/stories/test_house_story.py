"""The night shift logs a service, notes an absence, and reports that somebody did not come back; the caseworker sees
it on Today.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.enums import CodeList
from shelters.enums import ExitCause
from shelters.models import HouseNote, Placement, Service
from shelters.rules import night_of
from tests.factories.accounts import home_of
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory, nights_from

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def shift(visitor):
    """Somebody of the house, the caseworker of one who lives there, and the stay."""
    worker = visitor("cmm_caseworker")
    house = ShelterFactory(organisation=home_of("shelter_staff"), name="Prøvehuset")
    case = CaseFactory(organisation=worker.user.organisation, caseworker=worker.user)
    stay = PlacementFactory(
        case=case,
        unit=UnitFactory(shelter=house, name="Plads 1"),
        stay=nights_from(night_of(timezone.localtime()) - timedelta(days=5), 20),
        known_as="Mira",
        safety="Skjuler sig for en mand i en mørk varevogn.",
        contact="Kun vagten tager telefonen.",
    )
    return visitor("shelter_staff"), worker, stay


def log_a_service(keeper):
    keeper.follow(keeper.page.get_by_role("link", name="Mira", exact=True))
    keeper.sees("mørk varevogn").sees("Kun vagten").is_clean()
    keeper.page.get_by_label("Ydelse", exact=True).select_option(label=code(CodeList.SERVICE_TYPE, "danish").label_da)
    with keeper.page.expect_navigation():
        keeper.page.get_by_label("Dag", exact=True).press("Enter")
    keeper.sees("Ydelsen er registreret.").is_clean()


def note_an_absence(keeper):
    keeper.follow(keeper.page.get_by_role("link", name="Går ud"))
    keeper.is_clean()
    back = timezone.localtime() + timedelta(hours=3)
    keeper.page.get_by_label("Ventes tilbage").fill(f"{back:%d-%m-%Y %H.%M}")
    keeper.press("Gem").sees("Ude, ventes").is_clean()


def test_a_night_shift_and_who_hears_of_it(shift):
    keeper, worker, stay = shift
    keeper.visit("/shelters/tonight/").sees("Mira").is_clean()
    log_a_service(keeper)
    keeper.visit("/shelters/tonight/")
    note_an_absence(keeper)
    keeper.follow(keeper.page.get_by_role("link", name="Kom ikke tilbage"))
    keeper.is_clean()
    keeper.press("Meld, at personen ikke kom tilbage").sees("Kontaktpersonen har fået besked").is_clean()
    keeper.visit(stay.get_absolute_url()).sees("Meldt forsvundet").is_clean()

    worker.visit("/").sees("En beboer er ikke kommet tilbage").is_clean()
    worker.follow(worker.page.get_by_role("link", name="Læs beskeden"))
    worker.sees("Kom ikke tilbage").is_clean()
    worker.press("Jeg har set det").sees("Du har set beskeden").is_clean()
    worker.visit("/")
    expect(worker.page.locator("main")).not_to_contain_text("En beboer er ikke kommet tilbage")

    assert (Service.objects.get().kind.code, Placement.objects.get().exit_cause) == ("danish", ExitCause.DISAPPEARED)
    assert HouseNote.objects.get(kind="disappeared").seen_by == worker.user
