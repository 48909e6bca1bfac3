"""Verbs about the nights a place is out of use: for some days, or until somebody opens it again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.enums import ClosureKind
from shelters.models import Closure, Occupancy, Unit
from shelters.querysets import ClosureQuerySet
from shelters.services.locks import lock_house


@transaction.atomic
def close_unit(*, actor: User, unit: Unit, first: date, until: date | None, reason: str) -> Closure:
    """Nobody sleeps in the place from ``first`` on; the night of ``until`` is free again. Raises RuleError where
    somebody has it on one of the nights.
    """
    require(actor, "change", unit.shelter)
    lock_house(unit.shelter)
    backwards = until is not None and until <= first
    taken = not backwards and Occupancy.objects.during(DateRange(first, until)).filter(unit=unit).exists()
    rules.check_closure(first=first, until=until, reason=reason, is_empty=not taken)
    closure = Closure(unit=unit, first=first, until=until, reason=reason.strip(), closed_by=actor)
    closure.save()
    days = {"first": str(first), "until": str(until or "")}
    record(actor, AuditAction.UNIT_CLOSED, unit, shelter=unit.shelter.slug, **days)
    return closure


@transaction.atomic
def reopen_unit(*, actor: User, closure: Closure) -> Closure:
    """The place is in use again from tonight on; that it was not stays. Raises RuleError, Conflict."""
    unit = closure.unit
    require(actor, "change", unit.shelter)
    lock_house(unit.shelter)
    tonight = rules.night_of(timezone.localtime())
    standing = Closure.objects.standing(tonight).filter(pk=closure.pk, kind=ClosureKind.DATES).first()
    rules.check_still_shut(is_shut=standing is not None)
    open_again(actor, Closure.objects.filter(pk=closure.pk), tonight)
    record(actor, AuditAction.UNIT_REOPENED, unit, shelter=unit.shelter.slug, first=str(closure.first))
    closure.refresh_from_db()
    return closure


def shut(actor: User, units: Iterable[Unit], first: date, kind: ClosureKind) -> None:
    """The places are out of use from ``first`` on, as places or with their house; the verb that says so records it."""
    reason = str(kind.label)
    Closure.objects.bulk_create(
        Closure(unit=unit, kind=kind, first=first, reason=reason, closed_by=actor) for unit in units
    )


def open_again(actor: User, closures: ClosureQuerySet, on: date) -> None:
    for closure in closures.standing(on).filter(reopened_on__isnull=True):
        closure.reopened_on, closure.reopened_by = max(on, closure.first), actor
        closure.reopened_at = timezone.now()
        closure.save(update_fields=["reopened_on", "reopened_by", "reopened_at"])
