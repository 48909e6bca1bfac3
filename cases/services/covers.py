"""Somebody covers for a colleague who is away. The access itself is ``sec.granted_to`` in ``cases/policies.sql``."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.rules.caseload import check_cover, check_cover_runs
from cases.selectors import caseworkers
from cmm.accounts.models import Cover, User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking


@dataclass(frozen=True)
class NewCover:
    """Who is away, who covers, and from which day to which, both included."""

    absent: User
    covering: User
    begins_on: date
    ends_on: date


@transaction.atomic
def give_cover(*, actor: User, new: NewCover) -> Cover:
    """``covering`` does in the cases of ``absent`` what they may do there, until the last day is over.

    Cases kept to named persons stay with those. Raises RuleError.
    """
    require_role(actor, "accounts.add_cover")
    both = caseworkers(actor.organisation_id).filter(pk__in=[new.absent.pk, new.covering.pk])
    check_cover(
        absent=new.absent.pk,
        covering=new.covering.pk,
        colleagues=both.count() == 2,
        begins=new.begins_on,
        ends=new.ends_on,
        today=timezone.localdate(),
    )
    cover = Cover(
        organisation=actor.organisation,
        absent=new.absent,
        covering=new.covering,
        days=DateRange(new.begins_on, new.ends_on + timedelta(days=1)),
        given_by=actor,
    )
    cover.full_clean(exclude=["organisation", "absent", "covering", "given_by"])
    with speaking(Cover):
        cover.save(force_insert=True)
    until = new.ends_on.isoformat()
    record(actor, AuditAction.COVER_GIVEN, cover, absent=new.absent.pk, covering=new.covering.pk, until=until)
    return cover


@transaction.atomic
def end_cover(*, actor: User, cover: Cover) -> Cover:
    """The colleague is back, or another covers: it ends with the next click. Raises Conflict."""
    require_role(actor, "accounts.add_cover")
    cover = Cover.objects.select_for_update(of=("self",)).get(pk=cover.pk)
    if cover.organisation_id != actor.organisation_id:
        raise PermissionDenied("accounts.cover")
    check_cover_runs(ended=cover.ended_at is not None, ends_on=cover.ends_on, today=timezone.localdate())
    cover.ended_by, cover.ended_at = actor, timezone.now()
    cover.save(update_fields=["ended_by", "ended_at"])
    record(actor, AuditAction.COVER_ENDED, cover, absent=cover.absent_id, covering=cover.covering_id)
    return cover
