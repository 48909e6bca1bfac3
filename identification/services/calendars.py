"""The key of somebody's calendar of deadlines. It is shown once and kept as a hash; a new one ends the old."""

import hashlib
import secrets
from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.audit.services import record
from identification.models import CalendarKey

# A few devices that each ask every quarter of an hour; whoever asks oftener is no calendar.
WINDOW, MOST_A_WINDOW = timedelta(hours=1), 20


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
def fetch_calendar(*, owner: User, row: CalendarKey) -> int:
    """The fetch stands in the log, or it is refused: how many seconds to wait, 0 where it may be answered.

    The log itself is what counts. A key is locked while it is asked, so that two at once are two.
    """
    row = CalendarKey.objects.select_for_update().get(pk=row.pk)
    now = timezone.now()
    fetched = AuditEntry.objects.filter(
        actor_id=owner.pk, action=AuditAction.CALENDAR_FETCHED, at__gt=max(now - WINDOW, row.made_at)
    )
    latest = list(fetched.order_by("-at").values_list("at", flat=True)[:MOST_A_WINDOW])
    if len(latest) == MOST_A_WINDOW:
        wait: timedelta = latest[-1] + WINDOW - now
        return max(1, ceil(wait.total_seconds()))
    record(owner, AuditAction.CALENDAR_FETCHED, row)
    return 0


@transaction.atomic
def end_calendar_key(*, actor: User) -> None:
    """The calendar answers no more. Whoever has a key may always end it."""
    row = CalendarKey.objects.select_for_update().filter(user=actor, key_hash__isnull=False).first()
    if row is not None:
        row.key_hash = None
        row.save(update_fields=["key_hash"])
        record(actor, AuditAction.CALENDAR_CLOSED, row)
