"""Minors have the same days as adults, unless a coordinator has written another rule with where it stands."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from identification.models import PeriodRule
from identification.rules.periods import LegalVersion, derivation
from identification.selectors.periods import periods_of
from identification.services import keep_rule, offer_period, record_act
from tests.factories.cases import CaseFactory

LAW = LegalVersion(date(2013, 5, 3), 30, 120, 6, "§ 33")
OWN = {"minor_first_days": 60, "minor_cap_days": 180, "minor_source": "Usikkert"}


def written(coordinator, **minors):
    rule = PeriodRule.objects.get(valid_from=date(2013, 5, 3))
    return keep_rule(actor=coordinator, rule=rule, law=replace(LAW, **minors))


def test_without_a_rule_of_their_own_minors_have_the_days_of_adults():
    assert LAW.given_to(is_minor=True) == LAW.given_to(is_minor=False) == LAW


def test_with_one_only_minors_have_it():
    law = LegalVersion(date(2013, 5, 3), 30, 120, 6, "§ 33", **OWN)
    child = law.given_to(is_minor=True)
    assert (child.first_days, child.cap_days, child.counts_minors) == (60, 180, True)
    assert law.given_to(is_minor=False) == law


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "total"), [("15_17", 60), ("unknown", 60), ("18_24", 30)])
def test_a_period_is_counted_by_the_age_it_was_offered_at(coordinator, age, total):
    written(coordinator, **OWN)
    case = CaseFactory(status="in_support", victim__age_band=age)
    period = offer_period(actor=coordinator, case=case, kind="restitution", on=date(2026, 11, 2))
    record_act(actor=coordinator, period=period, seen=1, act="started", on=date(2026, 11, 2))
    type(case.victim).objects.update(age_band="25_34")

    (one,) = periods_of(coordinator, case)

    with override("da"):
        said = any("mindreårige" in line.text for line in derivation(one.clock))
    assert (one.clock.total, said) == (total, total == 60)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "half", [{"minor_cap_days": None}, {"minor_first_days": None}, {"minor_source": ""}, {"minor_cap_days": 59}]
)
def test_half_a_rule_for_minors_is_refused(coordinator, half):
    with pytest.raises(ValidationError, match="regel om mindre"):
        written(coordinator, **OWN | half)


@pytest.mark.django_db
def test_a_coordinator_writes_it_on_the_page_and_the_list_says_what_is_uncertain(as_role):
    rule, client = PeriodRule.objects.get(valid_from=date(2013, 5, 3)), as_role("cmm_coordinator")
    assert "Som voksne (usikkert)" in client.get(reverse("identification:period_rule_list")).text
    sent = {"valid_from": "03-05-2013", "first_days": 30, "cap_days": 120, "support_months": 6, "source": "§ 33"}
    assert client.post(rule.get_absolute_url(), sent | {"minor_first_days": 60}).status_code == 422
    client.post(rule.get_absolute_url(), sent | OWN)
    rule.refresh_from_db()
    assert (rule.minor_first_days, rule.minor_cap_days, rule.minor_source) == (60, 180, "Usikkert")
