"""Verbs about who pays: the rules, the rates, and one stay."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from cases.models import Case, Code
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking
from shelters import rules
from shelters.models import PayerRule, Placement, Rate, Shelter
from shelters.rules import Funding, PayerLaw
from shelters.selectors.payments import proposal
from shelters.services.locks import lock_house, locked_case


def funding(case: Case, shelter: Shelter, on: Any, said: Funding) -> Funding:
    """What is ``said`` of who pays, else what the rules propose. Raises RuleError where it may not be."""
    proposed = proposal(case, shelter, on)
    rules.check_permitted(proposed)
    if said == Funding():
        return Funding(proposed.payer, proposed.responsible)
    rules.check_funding(said, proposed)
    return said if said.differs(proposed) else replace(said, reason="")


@transaction.atomic
def settle_payer(*, actor: User, placement: Placement, said: Funding) -> Placement:
    """Who pays for the stay is ``said``, also afterwards: the papers may come after the person. Raises RuleError.

    The same holds of the nights after a move for which nobody was settled, as long as the kind of house is the same.
    """
    require(actor, "request_place", placement.case)
    with locked_case(placement.case_id) as case:
        rows = Placement.objects.select_related("case", "unit__shelter__accommodation_type")
        stay: Placement = rows.get(pk=placement.pk)
        settle(actor, case, stay, said)
        kind, later = stay.unit.shelter.accommodation_type_id, rows.filter(payer="")
        after = stay
        while following := later.filter(moved_from=after, unit__shelter__accommodation_type=kind).first():
            settle(actor, case, following, said)
            after = following
    return stay


def settle(actor: User, case: Case, stay: Placement, said: Funding) -> None:
    found = funding(case, stay.unit.shelter, stay.arrives_on, said)
    stay.payer, stay.responsible, stay.payer_reason = found.payer, found.responsible, found.reason
    stay.full_clean()
    stay.save(update_fields=["payer", "responsible", "payer_reason"])
    record(actor, AuditAction.PAYER_SETTLED, stay, case_ref=case.ref, payer=stay.payer, by=stay.responsible)


@transaction.atomic
def keep_payer_rule(
    *, actor: User, rule: PayerRule, law: PayerLaw, accommodation: Code | None, basis: Code | None
) -> PayerRule:
    """The rule, a new one or one that stood, says ``law`` from now on. Raises ValidationError."""
    require_role(actor, "shelters.change_payerrule")
    rules.check_law(law)
    rule.accommodation_type, rule.residence_basis = accommodation, basis
    for name in ("permitted", "payer", "responsible", "valid_from", "valid_to", "source", "confirmed"):
        setattr(rule, name, getattr(law, name))
    rule.full_clean()
    rule.save()
    record(
        actor,
        AuditAction.PAYER_RULE_CHANGED,
        rule,
        accommodation=accommodation.code if accommodation else "",
        basis=basis.code if basis else "",
        permitted=law.permitted,
        payer=law.payer,
        valid_from=law.valid_from.isoformat(),
    )
    return rule


@transaction.atomic
def set_rate(*, actor: User, shelter: Shelter, rate: Rate) -> Rate:
    """A night in the house costs this from the first day of ``rate`` on; what was in force until then ends there.

    Raises ValidationError where a later rate stands already.
    """
    require(actor, "change", shelter)
    shelter = lock_house(shelter)
    first = rate.valid.lower
    for before in Rate.objects.filter(shelter=shelter, valid__contains=first).exclude(valid__startswith=first):
        before.valid = type(before.valid)(before.valid.lower, first)
        before.save(update_fields=["valid"])
    rate.shelter = shelter
    rate.full_clean()
    with speaking(Rate):
        rate.save()
    record(actor, AuditAction.RATE_CHANGED, rate, shelter=shelter.slug, valid_from=first.isoformat())
    return rate
