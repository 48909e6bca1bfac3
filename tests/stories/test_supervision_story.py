"""An inspector sees what lapses, visits a house, writes it up and follows it up; no page of it names a person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from shelters.models import Finding, Inspection
from tests.factories.cases import code
from tests.factories.shelters import (
    AddressFactory,
    ApprovalFactory,
    InspectionFactory,
    PlacementFactory,
    ShelterFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(transactional_db):
    """A secret house whose approval lapses in a month, with somebody in it."""
    shelter = ShelterFactory(approved=False, address_class="secret", name="Prøvehuset")
    ApprovalFactory(shelter=shelter, valid_to=timezone.localdate() + timedelta(days=30))
    AddressFactory(shelter=shelter, said="Mærkevej 77, 9999 Ingensted")
    PlacementFactory(unit=UnitFactory(shelter=shelter), known_as="Mira")
    return shelter


def test_an_inspector_visits_a_house(visitor, house):
    inspector = visitor("supervision_inspector")
    inspector.visit("/shelters/supervision/").sees("Prøvehuset").is_clean()
    inspector.visit(reverse("shelters:approval_list", args=[house.slug])).is_clean()
    plan(inspector)
    visit = Inspection.objects.get()
    hold(inspector, visit)
    find(inspector)
    finding = Finding.objects.get()
    assert (finding.follow_up, finding.theme.code) == ("Ryd nødudgangen", "premises")
    inspector.visit("/shelters/supervision/").sees("Ryd nødudgangen").is_clean()
    for url in ("/shelters/board/", "/shelters/figures/", visit.get_absolute_url()):
        inspector.visit(url).is_clean()
        assert "Mira" not in inspector.page.content()


def plan(inspector):
    inspector.follow(inspector.page.get_by_role("link", name="Planlæg et tilsyn"))
    inspector.is_clean()
    inspector.page.get_by_text("Uanmeldt", exact=True).click()
    inspector.page.get_by_label("Planlagt til").fill(f"{timezone.localdate():%d-%m-%Y}")
    inspector.press("Gem tilsynet").is_clean()


def hold(inspector, visit):
    inspector.visit(visit.get_absolute_url()).sees("Stedet kender ikke til tilsynet.").is_clean()
    inspector.page.get_by_text("Tilsynet er gennemført", exact=True).click()
    inspector.is_clean()
    inspector.page.get_by_label("Sammenfatning").fill("Talte med leder og medarbejdere.")
    inspector.press("Registrér tilsynet").sees("Talte med leder og medarbejdere.").is_clean()


def find(inspector):
    page = inspector.page
    page.get_by_text("Tilføj en vurdering", exact=True).click()
    inspector.is_clean()
    page.get_by_label("Tema").select_option(label=code(CodeList.QUALITY_THEME, "premises").label_da)
    page.get_by_text("2, i lav grad opfyldt", exact=True).click()
    page.get_by_label("Vurdering", exact=True).fill("Nødudgangen var spærret.")
    page.get_by_label("Hvad skal stedet gøre?").fill("Ryd nødudgangen")
    page.get_by_label("Frist").fill(f"{timezone.localdate() + timedelta(days=30):%d-%m-%Y}")
    inspector.press("Gem vurderingen").sees("Nødudgangen var spærret.").is_clean()


def test_an_inspector_calls_a_visit_off_and_is_shown_where_a_house_lies(visitor, house):
    visit = InspectionFactory(shelter=house, planned_on=timezone.localdate() + timedelta(days=3))
    inspector = visitor("supervision_inspector").visit(visit.get_absolute_url()).is_clean()
    inspector.page.get_by_text("Tilsynet aflyses", exact=True).click()
    inspector.page.get_by_label("Hvorfor aflyses det?").fill("Huset er lukket den dag.")
    inspector.press("Aflys tilsynet").sees("Huset er lukket den dag.").is_clean()
    inspector.visit(house.get_absolute_url()).is_clean()
    assert "Mærkevej" not in inspector.page.content()
    inspector.press("Vis adressen i ét minut").sees("Mærkevej 77").is_clean()
