"""Verbs about figures other authorities hold: entered by one, confirmed by another, corrected and never edited."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.speaking import speaking
from reports.models import ExternalCount
from reports.returning.counts import Heading, Stated, check_heading, check_stated, said


@transaction.atomic
def record_external_count(*, actor: User, heading: Heading, stated: Stated) -> ExternalCount:
    """The figure stands here from now on, and counts when another has confirmed it. Raises ValidationError."""
    require_role(actor, "reports.add_externalcount")
    check_heading(heading)
    check_stated(stated, year=heading.year, corrects=False, today=timezone.localdate())
    count = ExternalCount(**asdict(heading), **asdict(stated), entered_by=actor)
    return stored(count, actor, AuditAction.EXTERNAL_RECORDED, stated)


@transaction.atomic
def correct_external_count(*, actor: User, count: ExternalCount, stated: Stated) -> ExternalCount:
    """A new row says ``stated`` of the same persons, and takes the place of ``count`` when it is confirmed.

    Raises ValidationError.
    """
    require_role(actor, "reports.add_externalcount")
    before = locked(count)
    if ExternalCount.objects.filter(supersedes=before).exists():
        raise RuleError(_("The figure is corrected already. Correct the newest one."), code="corrected_already")
    check_stated(stated, year=before.year, corrects=True, today=timezone.localdate())
    after = ExternalCount(**before.heading, **asdict(stated), supersedes=before, entered_by=actor)
    return stored(after, actor, AuditAction.EXTERNAL_CORRECTED, stated)


@transaction.atomic
def confirm_external_count(*, actor: User, count: ExternalCount) -> ExternalCount:
    """The figure counts from now on: another than whoever entered it has compared it with its source."""
    require(actor, "confirm", count)
    count = locked(count)
    if count.confirmed_at is not None:
        raise RuleError(_("The figure is confirmed already."), code="confirmed_already")
    if count.entered_by_id == actor.pk:
        raise RuleError(_("Another than whoever entered the figure confirms it."), code="four_eyes")
    if ExternalCount.objects.filter(supersedes=count).exists():
        raise RuleError(_("The figure is corrected already. Confirm the newest one."), code="corrected_already")
    count.confirmed_by, count.confirmed_at = actor, timezone.now()
    count.save(update_fields=["confirmed_by", "confirmed_at"])
    record(actor, AuditAction.EXTERNAL_CONFIRMED, count, population=count.population, year=count.year)
    return count


def locked(count: ExternalCount) -> ExternalCount:
    """The row as it stands, kept from whoever else would confirm or correct it."""
    row: ExternalCount = ExternalCount.objects.select_for_update(of=("self",)).get(pk=count.pk)
    return row


def stored(count: ExternalCount, actor: User, action: AuditAction, stated: Stated) -> ExternalCount:
    count.full_clean()
    with speaking(ExternalCount):
        count.save()
    record(actor, action, count, population=count.population, year=count.year, **said(stated))
    return count
