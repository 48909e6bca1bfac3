"""The key of somebody's calendar of deadlines. It is shown once and kept as a hash; a new one ends the old."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.models import CalendarKey


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def make_calendar_key(*, actor: User) -> str:
    """The calendar has a new address, and the old one answers no more. Gives the key, which nobody can read again."""
    require_role(actor, "cases.set_periods_case")
    key = secrets.token_urlsafe(32)
    row, _made = CalendarKey.objects.update_or_create(
        user=actor, defaults={"key_hash": digest(key), "made_at": timezone.now()}
    )
    record(actor, AuditAction.CALENDAR_OPENED, row)
    return key


@transaction.atomic
def end_calendar_key(*, actor: User) -> None:
    """The calendar answers no more. Whoever has a key may always end it."""
    row = CalendarKey.objects.select_for_update().filter(user=actor, key_hash__isnull=False).first()
    if row is not None:
        row.key_hash = None
        row.save(update_fields=["key_hash"])
        record(actor, AuditAction.CALENDAR_CLOSED, row)
