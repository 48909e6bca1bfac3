"""Tickets: what a browser has begun and not finished. Whoever shows the word has the ticket; it is taken once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cmm.accounts.models import Ticket
from cmm.accounts.rules import TICKET_LASTS


@dataclass(frozen=True)
class Begun:
    user_id: int | None
    data: dict[str, Any]


def hashed(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def issue(kind: str, *, user_id: int | None = None, lasts: timedelta = TICKET_LASTS, **data: Any) -> str:
    """The word of a new ticket. Those that nobody came back with go along."""
    word, now = secrets.token_urlsafe(32), timezone.now()
    Ticket.objects.filter(expires_at__lt=now - TICKET_LASTS).delete()
    Ticket.objects.create(key_hash=hashed(word), kind=kind, user_id=user_id, data=data, expires_at=now + lasts)
    return word


def look_at(kind: str, word: str) -> Begun | None:
    found = Ticket.objects.filter(key_hash=hashed(word), kind=kind, expires_at__gt=timezone.now()).first()
    return Begun(found.user_id, found.data) if found else None


def take(kind: str, word: str) -> Begun | None:
    """What was begun, to whoever is first; to everybody after, nothing."""
    rows = Ticket.objects.raw(  # what is deleted is given back in the same statement
        "DELETE FROM accounts_ticket WHERE key_hash = %s AND kind = %s AND expires_at > %s RETURNING *",
        [hashed(word), kind, timezone.now()],
    )
    found = next(iter(rows), None)
    return Begun(found.user_id, found.data) if found else None
