"""Who pays, along the way from the request to the stay; the rules and the rates themselves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from cases.enums import CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from shelters.models import PayerRule, Placement, PlacementRequest, Rate
from shelters.rules import Funding, PayerLaw
from shelters.services import (
    accept_request,
    keep_payer_rule,
    move_victim,
    place_victim,
    request_place,
    set_rate,
    settle_payer,
)
from shelters.services.requests import Wish
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory, night, nights

pytestmark = pytest.mark.django_db


def basis(name):
    return code(CodeList.RESIDENCE_BASIS, name)


def kind(name):
    return code(CodeList.ACCOMMODATION_TYPE, name)


def asked(case, shelter, **facts):
    wish = Wish(wanted_from=night(0), wanted_to=night(7), **facts)
    return request_place(actor=case.caseworker, case=case, shelter=shelter, wish=wish)


def case_of(caseworker, name):
    return CaseFactory(caseworker=caseworker, residence_basis=basis(name))


def before_the_plan():
    """As if the plan came next year."""
    PayerRule.objects.filter(permitted=True, valid_from=date(2022, 1, 1)).update(valid_from=date(2027, 1, 1))
    PayerRule.objects.filter(permitted=False).update(valid_to=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("residence", "house", "who"),
    [
        ("eu_eea", "reden_int_crisis", ("action_plan", "cmm")),
        ("asylum_seeker", "reden_int_crisis", ("action_plan", "cmm")),
        ("asylum_seeker", "asylum_stay", ("us", "us")),
        ("no_legal_stay", "crisis_s109", ("us", "us")),
        ("no_legal_stay", "botilbud_s107", ("us", "us")),
        ("eu_eea", "botilbud_s107", ("municipality", "municipality")),
    ],
)
def test_who_pays_is_proposed_by_the_rules_the_register_begins_with(caseworker, residence, house, who):
    request = asked(case_of(caseworker, residence), ShelterFactory(accommodation_type=kind(house)))
    assert (request.payer, request.responsible) == who


def test_somebody_else_pays_where_it_is_said_why(caseworker):
    said = Funding("municipality", "municipality", "Aftalt med Aarhus Kommune")
    request = asked(case_of(caseworker, "asylum_seeker"), ShelterFactory(), funding=said)
    assert (request.payer, request.payer_reason) == ("municipality", "Aftalt med Aarhus Kommune")


def test_where_no_rule_speaks_a_place_can_be_asked_for_and_the_payer_settled_later(caseworker):
    request = asked(case_of(caseworker, "unknown"), ShelterFactory(accommodation_type=kind("private")))
    assert (request.payer, request.responsible) == ("", "")


def test_a_kind_of_house_closed_to_the_basis_is_refused_and_nothing_is_asked(caseworker):
    before_the_plan()
    with pytest.raises(RuleError) as refused:
        asked(case_of(caseworker, "no_legal_stay"), ShelterFactory(accommodation_type=kind("botilbud_s107")))
    assert (refused.value.field, PlacementRequest.objects.count()) == ("shelter", 0)


def test_the_payer_goes_along_from_the_request_to_the_stay(manager):
    unit = UnitFactory()
    request = RequestFactory(shelter=unit.shelter, payer="us", responsible="cmm", payer_reason="Aftalt")
    stay = accept_request(actor=manager, request=request, unit=unit)
    assert (stay.payer, stay.responsible, stay.payer_reason) == ("us", "cmm", "Aftalt")


def test_a_move_to_another_kind_of_house_asks_the_rules_again(manager):
    stay = PlacementFactory(
        case__residence_basis=basis("eu_eea"), payer="municipality", responsible="municipality", payer_reason="Aftalt"
    )
    unit = UnitFactory(shelter__accommodation_type=kind("reden_int_crisis"))
    moved = move_victim(actor=manager, placement=stay, unit=unit, on=night(0))
    assert (moved.payer, moved.responsible, moved.payer_reason) == ("action_plan", "cmm", "")


def test_a_house_closed_to_the_basis_cannot_be_moved_into(manager):
    before_the_plan()
    stay = PlacementFactory(case__residence_basis=basis("no_legal_stay"))
    unit = UnitFactory(shelter__accommodation_type=kind("botilbud_s107"))
    with pytest.raises(RuleError, match="placeres dér"):
        place_victim(actor=manager, origin=stay, unit=unit, stay=nights(8, 9))


def test_who_pays_is_settled_afterwards_by_whoever_answers_for_the_case(caseworker):
    stay = PlacementFactory(case=case_of(caseworker, "asylum_seeker"))
    settle_payer(actor=caseworker, placement=stay, said=Funding())
    assert Placement.objects.values_list("payer", "responsible").get() == ("us", "us")
    assert list(AuditEntry.objects.values_list("action", "details")) == [
        (AuditAction.PAYER_SETTLED, {"payer": "us", "by": "us"})
    ]


def law(**facts):
    usual = {"valid_from": date(2026, 1, 1), "payer": "us", "responsible": "us", "source": "Aftale"}
    return PayerLaw(**usual | facts)


def test_a_coordinator_writes_a_rule():
    kept = keep_payer_rule(
        actor=staff("cmm_coordinator"), rule=PayerRule(), law=law(), accommodation=kind("private"), basis=None
    )
    assert kept.law == law(accommodation="private")
    assert AuditEntry.objects.get().action == AuditAction.PAYER_RULE_CHANGED


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"payer": "", "responsible": ""}, "hvem der betaler"),
        ({"permitted": False}, "hvem der betaler"),
        ({"valid_to": date(2026, 1, 1)}, "efter første dag"),
    ],
)
def test_a_rule_that_says_half_is_refused(facts, words):
    coordinator = staff("cmm_coordinator")
    with pytest.raises(ValidationError, match=words):
        keep_payer_rule(
            actor=coordinator, rule=PayerRule(), law=law(**facts), accommodation=kind("private"), basis=None
        )


def test_two_rules_never_say_two_things_of_one_night():
    coordinator = staff("cmm_coordinator")
    with pytest.raises(ValidationError, match="Afslut den først"):
        keep_payer_rule(
            actor=coordinator, rule=PayerRule(), law=law(), accommodation=kind("reden_int_crisis"), basis=None
        )


def rate(first, last=None, amount="1500"):
    return Rate(valid=DateRange(night(first), last and night(last)), amount=Decimal(amount), source="Tilbudsportalen")


def test_a_new_rate_ends_the_one_before(manager):
    shelter = ShelterFactory()
    set_rate(actor=manager, shelter=shelter, rate=rate(-30))
    set_rate(actor=manager, shelter=shelter, rate=rate(0, amount="1600"))
    assert list(Rate.objects.order_by("valid").values_list("valid", "amount")) == [
        (DateRange(night(-30), night(0)), Decimal("1500.00")),
        (DateRange(night(0), None), Decimal("1600.00")),
    ]


@pytest.mark.parametrize("first", [-40, -30])
def test_a_rate_before_one_that_stands_is_refused(manager, first):
    shelter = ShelterFactory()
    set_rate(actor=manager, shelter=shelter, rate=rate(-30))
    with pytest.raises(ValidationError, match="allerede en takst"):
        set_rate(actor=manager, shelter=shelter, rate=rate(first))
    assert Rate.objects.count() == 1


def test_a_rate_is_no_debt(manager):
    with pytest.raises(ValidationError, match="ikke være negativ"):
        set_rate(actor=manager, shelter=ShelterFactory(), rate=rate(0, amount="-1"))


def test_a_caseworker_settles_the_payer_on_the_page_of_the_stay(as_role, people):
    stay = PlacementFactory(case=case_of(people["cmm_caseworker"], "asylum_seeker"))
    browser = as_role("cmm_caseworker")
    assert "Hvorfor: Udlændingestyrelsen" in browser.get(stay.get_absolute_url()).text
    words = {"act": "settle", "settle-payer": "municipality", "settle-responsible": "us"}
    refused = browser.post(stay.get_absolute_url(), words)
    assert (refused.status_code, "Skriv, hvorfor det er en anden." in refused.text) == (422, True)
    assert browser.post(stay.get_absolute_url(), words | {"settle-payer_reason": "Aftalt"}).status_code == 302
    assert Placement.objects.get().payer == "municipality"


def test_the_house_settles_no_payer(as_role):
    stay = PlacementFactory()
    browser = as_role("shelter_manager")
    assert "Fastlæg, hvem der betaler" not in browser.get(stay.get_absolute_url()).text
    browser.post(stay.get_absolute_url(), {"act": "settle"})
    assert Placement.objects.get().payer == ""


def test_a_rule_is_written_and_refused_on_its_page(as_role):
    browser, url = as_role("cmm_coordinator"), reverse("shelters:payer_rule_create")
    words = {"accommodation_type": kind("private").pk, "valid_from": "1.1.2026", "source": "Aftale", "permitted": "on"}
    assert browser.post(url, words).status_code == 422
    assert browser.post(url, words | {"payer": "us", "responsible": "us"}).status_code == 302
    assert "Aftale" in browser.get(reverse("shelters:payer_rule_list")).text


def test_a_manager_writes_what_a_night_costs(as_role):
    shelter = ShelterFactory()
    browser, url = as_role("shelter_manager"), reverse("shelters:rate_create", args=[shelter.slug])
    words = {"valid_from": "1.1.2026", "amount": "1.500,50", "child_amount": "0", "source": "Tilbudsportalen"}
    assert browser.post(url, words | {"valid_to": "1.1.2026"}).status_code == 422
    assert browser.post(url, words).status_code == 302
    assert Rate.objects.get().amount == Decimal("1500.50")
    assert "1.500,50 kr. for en voksen" in browser.get(shelter.get_absolute_url()).text
