"""For how long cases are kept is changed by a pair: a coordinator and the data protection officer."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import first_come
from cmm.oversight.retention.models import RuleChange
from cmm.oversight.retention.rules import check_change, check_pair, part_of


@transaction.atomic
def propose_years(*, actor: User, category: str, years: int, source: str, valid_from: date) -> RuleChange:
    """The other of the pair is asked. Raises RuleError, Conflict."""
    require_role(actor, "retention.add_rulechange")
    check_change(years=years, source=source, valid_from=valid_from, today=timezone.localdate())
    told = {"category": category, "years": years, "source": source.strip(), "valid_from": valid_from}
    change = RuleChange(proposed_by=actor, proposed_as=part_of(actor.roles), **told)
    with first_come(RuleChange, {"proposed": ""}):
        change.save(force_insert=True)
    record(actor, AuditAction.RETENTION_PROPOSED, change, category=category, years=str(years))
    return change


@transaction.atomic
def confirm_years(*, actor: User, change: RuleChange) -> RuleChange:
    """From its day on the kind of case is kept so long. Raises RuleError, ProofWanted."""
    require(actor, "settle", change)
    change = RuleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    check_pair(
        waits=change.settled_at is None,
        proposed_by=change.proposed_by_id,
        proposed_as=change.proposed_as,
        by=actor.pk,
        roles=actor.roles,
    )
    check_change(years=change.years, source=change.source, valid_from=change.valid_from, today=timezone.localdate())
    return settled(actor, change, AuditAction.RETENTION_CONFIRMED, is_confirmed=True)


@transaction.atomic
def drop_years(*, actor: User, change: RuleChange) -> RuleChange:
    """The change does not come: it is refused by the other, or taken back. Raises RuleError."""
    require(actor, "settle", change)
    change = RuleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    check_pair(waits=change.settled_at is None)
    return settled(actor, change, AuditAction.RETENTION_DROPPED, is_confirmed=False)


def settled(actor: User, change: RuleChange, act: AuditAction, *, is_confirmed: bool) -> RuleChange:
    change.settled_by, change.settled_at, change.is_confirmed = actor, timezone.now(), is_confirmed
    change.save(update_fields=["settled_by", "settled_at", "is_confirmed"])
    record(actor, act, change, category=change.category, years=str(change.years))
    return change
