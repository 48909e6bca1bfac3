"""Whose calendar a key opens."""

from typing import Any

from cmm.accounts.models import User
from cmm.core.context import Context, enter
from identification.models import CalendarKey


def key_of(user: Any) -> CalendarKey | None:
    """The reader's own, while it is open."""
    row: CalendarKey | None = CalendarKey.objects.filter(user=user.pk, key_hash__isnull=False).first()
    return row


def key_called(key_hash: str) -> CalendarKey | None:
    row: CalendarKey | None = CalendarKey.objects.called(key_hash)
    return row


def owner_of(row: CalendarKey | None) -> User | None:
    """The owner, while the account is open; the rest of the request is done by them, as after a log-in."""
    pk = row.user_id if row else 0
    enter(Context(pk))
    owner: User | None = User.objects.select_related("organisation").filter(pk=pk, is_active=True).first()
    if owner is None:
        enter(None)
    return owner
