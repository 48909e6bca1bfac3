"""Who should pay, by the rules there are."""

from collections.abc import Iterable
from datetime import date

from cases.models import Case
from shelters.models import PayerRule, Rate, Shelter
from shelters.rules import PayerLaw, Proposal, propose


def laws() -> list[PayerLaw]:
    return [rule.law for rule in PayerRule.objects.select_related("accommodation_type", "residence_basis")]


def proposal(case: Case, shelter: Shelter, on: date) -> Proposal:
    """Who should pay for the person in ``case`` at ``shelter`` from ``on``, and why."""
    return proposals(case, [shelter], on)[shelter.pk]


def proposals(case: Case, shelters: Iterable[Shelter], on: date) -> dict[int, Proposal]:
    """The same for several houses, by one reading of the rules."""
    known, basis = laws(), case.residence_basis
    return {house.pk: propose(known, accommodation=house.accommodation_type, basis=basis, on=on) for house in shelters}


def rates_of(shelter: Shelter) -> list[Rate]:
    """What a night costs and cost, the latest first."""
    return list(shelter.rates.order_by("-valid")[:20])
