"""Unknown age has a child's protection until it is settled: nobody is housed among adults alone without a reason."""

import pytest

from cases.enums import MINORS, AgeBand
from cases.rules.safety import lives_as_a_child
from cmm.core.errors import RuleError
from shelters.models import Placement, PlacementRequest
from shelters.services import place_at_once, request_place
from shelters.services.requests import Wish
from tests.factories.cases import CaseFactory
from tests.factories.shelters import ShelterFactory, UnitFactory, night

pytestmark = pytest.mark.django_db
WHY = "Eget værelse, og alderen afklares i morgen."
TONIGHT = {"wanted_from": night(0), "wanted_to": night(1)}


@pytest.mark.parametrize("age_band", AgeBand.values)
def test_who_may_be_a_child_is_protected_as_one_and_an_adult_is_not(age_band):
    is_adult = age_band not in {*MINORS, AgeBand.UNKNOWN}
    assert lives_as_a_child(age_band, takes_children=False) is is_adult
    assert lives_as_a_child(age_band, takes_children=True)


@pytest.mark.parametrize(("age_band", "words"), [("unknown", "Alderen er ukendt"), ("15_17", "Personen er et barn")])
def test_a_house_for_adults_is_asked_only_with_a_reason(caseworker, age_band, words):
    case, house = CaseFactory(victim__age_band=age_band), ShelterFactory(takes_children=False)

    with pytest.raises(RuleError, match=words) as refused:
        request_place(actor=caseworker, case=case, shelter=house, wish=Wish(**TONIGHT))
    assert (refused.value.code, refused.value.field) == ("among_adults", "despite")
    assert PlacementRequest.objects.count() == 0

    request = request_place(actor=caseworker, case=case, shelter=house, wish=Wish(**TONIGHT, despite=WHY))
    assert PlacementRequest.objects.get(pk=request.pk).despite.reveal() == WHY


def test_nor_does_anybody_get_a_bed_there_at_night_without_one(caseworker):
    unit = UnitFactory(shelter__takes_children=False)
    with pytest.raises(RuleError) as refused:
        place_at_once(actor=caseworker, case=CaseFactory(), unit=unit, wish=Wish(**TONIGHT, urgent=True))
    assert (refused.value.code, Placement.objects.count()) == ("among_adults", 0)
    assert place_at_once(
        actor=caseworker, case=CaseFactory(), unit=unit, wish=Wish(**TONIGHT, urgent=True, despite=WHY)
    )


@pytest.mark.parametrize(("age_band", "takes_children"), [("25_34", False), ("unknown", True), ("15_17", True)])
def test_an_adult_and_a_house_for_children_need_none(caseworker, age_band, takes_children):
    house = ShelterFactory(takes_children=takes_children)
    wish = Wish(**TONIGHT, despite="Ingen grund")
    request = request_place(actor=caseworker, case=CaseFactory(victim__age_band=age_band), shelter=house, wish=wish)
    assert request.despite is None
