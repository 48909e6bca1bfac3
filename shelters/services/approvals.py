"""Verbs about what a Socialtilsyn decides of a house, and what follows for whoever is placed there."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.models import Code
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import first_come
from shelters.enums import ApprovalStatus
from shelters.models import Approval, HostMunicipality, Locality, Placement, PlacementRequest, Shelter, Unit
from shelters.rules import supervision as rules
from shelters.services.locks import lock_house


@dataclass(frozen=True)
class Decision:
    """What was decided, and from when."""

    status: str
    decided_on: date
    valid_from: date
    valid_to: date | None = None
    places: int | None = None
    conditions: str = ""
    grounds: str = ""


@transaction.atomic
def write_locality(*, actor: User, shelter: Shelter, municipality: Code) -> Locality:
    """The house lies in ``municipality``; the log says that it was written and not which. Raises RuleError."""
    require_role(actor, "shelters.add_locality")
    shelter = lock_house(shelter)
    in_force = Approval.objects.during(DateRange(timezone.localdate(), None)).filter(shelter=shelter)
    for approval in in_force.select_related("organisation"):
        rules.check_supervises(municipality=municipality.pk, hosts=hosts_of(approval.organisation.code))
    row = Locality.objects.filter(shelter=shelter).first() or Locality(shelter=shelter)
    row.municipality, row.changed_by, row.changed_at = municipality, actor, timezone.now()
    row.save()
    record(actor, AuditAction.LOCALITY_WRITTEN, row, shelter=shelter.slug)
    return row


@transaction.atomic
def record_approval(*, actor: User, shelter: Shelter, decision: Decision) -> Approval:
    """A Socialtilsyn has decided of the house, and its own earlier decision ends where this one begins.

    Raises RuleError, or Conflict where somebody else's decision is in force.
    """
    require_role(actor, "shelters.add_approval")
    shelter = lock_house(shelter)
    check_at_home(actor, shelter)
    rules.check_decision(
        status=decision.status,
        places=decision.places,
        conditions=decision.conditions,
        decided_on=decision.decided_on,
        standing=rules.Standing(decision.status, decision.valid_from, decision.valid_to),
        today=timezone.localdate(),
    )
    now = Approval.objects.holding_on(decision.valid_from).filter(shelter=shelter).first()
    rules.check_applied(status=decision.status, now=now.standing if now else None)
    if now and now.organisation_id == actor.organisation_id:
        end(actor, now, decision.valid_from)
    return store(actor, shelter, decision, AuditAction.APPROVAL_RECORDED)


@transaction.atomic
def withdraw_approval(*, actor: User, approval: Approval, on: date, grounds: str) -> Approval:
    """From ``on`` the house is approved no longer; that it was, stays. Raises RuleError."""
    require(actor, "change", approval)
    shelter = lock_house(approval.shelter)
    approval = Approval.objects.get(pk=approval.pk)
    rules.check_withdrawal(standing=approval.standing, on=on)
    end(actor, approval, on)
    decision = Decision(
        status=ApprovalStatus.WITHDRAWN, decided_on=timezone.localdate(), valid_from=on, grounds=grounds.strip()
    )
    return store(actor, shelter, decision, AuditAction.APPROVAL_WITHDRAWN)


def check_received(origin: PlacementRequest | Placement, unit: Unit, stay: Any, reason: str) -> str:
    """Why somebody is placed in a house without an approval in force on the first night; empty where there is one.

    Whoever lives there already may have another room. Raises RuleError.
    """
    if isinstance(origin, Placement) and origin.unit.shelter_id == unit.shelter_id:
        return origin.unapproved_reason
    standings = [row.standing for row in Approval.objects.during(stay).filter(shelter=unit.shelter_id)]
    without = rules.first_night_without(standings, first=stay.lower, departure=stay.upper)
    lapsed, refuses = without == stay.lower, settings.CMM_LAPSED_APPROVAL == "refuse"
    return rules.check_received(lapsed=lapsed, refuses=refuses, reason=reason)


def check_at_home(actor: User, shelter: Shelter) -> None:
    """Raises RuleError where the actor's authority may not supervise the house."""
    here = Locality.objects.filter(shelter=shelter).values_list("municipality", flat=True).first()
    rules.check_supervises(municipality=here, hosts=hosts_of(actor.organisation.code))


def hosts_of(authority: str) -> list[int]:
    return list(HostMunicipality.objects.filter(authority=authority).values_list("municipality", flat=True))


def end(actor: User, approval: Approval, on: date) -> None:
    approval.ended_on, approval.ended_by, approval.ended_at = on, actor, timezone.now()
    approval.save(update_fields=["ended_on", "ended_by", "ended_at"])


def store(actor: User, shelter: Shelter, decision: Decision, action: AuditAction) -> Approval:
    approval = Approval(shelter=shelter, organisation=actor.organisation, recorded_by=actor, **asdict(decision))
    approval.full_clean(validate_constraints=False)
    with first_come(Approval, {"in_force": "valid_from"}):
        approval.save()
    days = {"valid_from": str(decision.valid_from), "valid_to": str(decision.valid_to or "")}
    record(actor, action, approval, shelter=shelter.slug, status=str(decision.status), **days)
    return approval
