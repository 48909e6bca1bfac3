"""Whoever owns an account is told inside the register what happened to their way in (ASVS 6.3.5 to 6.3.7).

No mail goes out: the account says that something happened, every page says so until its owner has seen it, and what it
was stands on the page of their log-in, out of the log itself.
"""

from typing import Any

from django.utils import timezone

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import note_event, record


def tell_owner(user: User, action: AuditAction, *, event: EventKind = EventKind.OWNER_TOLD, **details: Any) -> None:
    """What happened is written to the log in the owner's name, among the security events, and on every page of theirs.

    Raises ProofWanted, where the act takes a proof.
    """
    record(user, action, user, **details)
    mark_told(user)
    note_event(event, actor=user, subject=action.value)


def mark_told(user: User) -> None:
    User.objects.filter(pk=user.pk).update(access_changed_at=timezone.now())


def have_seen(*, actor: User) -> None:
    """The owner has seen it. What happened stays in the log, and on their page for its time."""
    User.objects.filter(pk=actor.pk).update(access_changed_at=None)
