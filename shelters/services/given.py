"""Services given to a resident: logged in a line, and struck where the line is wrong."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cases.models import Code
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.enums import StrikeReason
from shelters.models import Placement, Service
from shelters.services.locks import locked_case


@transaction.atomic
def log_service(
    *,
    actor: User,
    placement: Placement,
    kind: Code,
    given_on: date,
    minutes: int | None = None,
    note: str = "",
    key: UUID | None = None,
) -> Service:
    """The resident was given this on that day; the same form, known by its ``key``, sent twice is stored once.

    It may be written after the person has left. Raises RuleError.
    """
    require(actor, "change", placement)
    with locked_case(placement.case_id) as case:
        stay = Placement.objects.get(pk=placement.pk)
        if key and (stored := Service.objects.filter(pk=key, placement=stay).first()):
            return stored  # type: ignore[no-any-return]
        rules.check_within(day=given_on, arrives_on=stay.arrives_on, last=last_day(stay), field="given_on")
        service = Service(id=key or uuid4(), placement=stay, case=case, kind=kind, given_on=given_on)
        service.minutes, service.said, service.logged_by = minutes, note.strip() or None, actor
        service.full_clean(exclude=["case", "placement", "said"])
        service.save(force_insert=True)
        record(actor, AuditAction.SERVICE_LOGGED, service, case_ref=case.ref, stay=stay.ref)
    return service


@transaction.atomic
def strike_service(*, actor: User, service: Service, reason: StrikeReason) -> Service:
    """The line is wrong. It stays readable, and does not count. Raises Conflict."""
    require(actor, "change", service)
    with locked_case(service.case_id) as case:
        fresh: Service = Service.objects.get(pk=service.pk)
        rules.check_not_struck(is_struck=fresh.is_struck)
        fresh.struck_as, fresh.struck_by, fresh.struck_at = StrikeReason(reason), actor, timezone.now()
        fresh.save(update_fields=["struck_as", "struck_by", "struck_at"])
        record(actor, AuditAction.SERVICE_STRUCK, fresh, case_ref=case.ref, reason=str(reason))
    return fresh


def last_day(stay: Placement) -> date:
    """The last day something can have happened in a stay: today, or the departure of one that is over."""
    today = timezone.localdate()
    return min(today, stay.departs_on) if stay.is_over else today
