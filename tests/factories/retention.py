"""Closed cases, holds on them, and proposals that they go."""

from datetime import date

import factory
from django.utils import timezone

from cmm.oversight.retention.models import Destruction, LegalHold, RuleChange
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory


def closed_case(**facts):
    return CaseFactory(status="closed", opened_on=date(1999, 3, 2), closed_on=date(2000, 5, 4), **facts)


class HoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalHold

    case = factory.LazyFunction(closed_case)
    reason = "Klage 12"
    set_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class DestructionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Destruction

    case = factory.LazyFunction(closed_case)
    ref = factory.SelfAttribute("case.ref")
    basis = "term"
    reason = "Fristen er udløbet"
    proposed_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ConfirmedChangeFactory(factory.django.DjangoModelFactory):
    """Two have agreed on it. Of each kind there may be many."""

    class Meta:
        model = RuleChange

    category = "left_early"
    years = 3
    source = "CMMs beslutning af 1. november 2026, j.nr. 26-104."
    valid_from = factory.LazyFunction(timezone.localdate)
    proposed_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
    proposed_as = "cmm_coordinator"
    settled_by = factory.LazyFunction(lambda: staff("data_protection_officer"))
    settled_at = factory.LazyFunction(timezone.now)
    is_confirmed = True


class RuleChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleChange
        django_get_or_create = ("category",)

    category = "left_early"
    years = 3
    source = "CMMs beslutning af 1. november 2026, j.nr. 26-104."
    valid_from = factory.LazyFunction(timezone.localdate)
    proposed_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
    proposed_as = "cmm_coordinator"
