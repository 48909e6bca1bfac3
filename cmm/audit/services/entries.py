"""Acts, and security events that outlive a roll-back."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connections, models, transaction
from django.utils import timezone

from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.audit.proving import NEEDS_PROOF
from cmm.core.context import Context, acting
from cmm.core.proof import require_proof


def record(
    actor: Any,
    action: AuditAction,
    target: models.Model,
    *,
    case_ref: str = "",
    purpose: str = "",
    **details: Any,
) -> AuditEntry:
    """Write one entry inside the caller's transaction, so that no act stands without its trace.

    ``details`` hold refs, field names and codes only: no names and no free text, for the log is never erased.
    ``actor`` is a user, or None where the system itself acts. Raises ProofWanted, where the act takes one.
    """
    check_inside()
    if action in NEEDS_PROOF:
        require_proof()
    told = {"case_ref": case_ref, "purpose": purpose, "details": details}
    entry = entry_of(actor, action, target, **told)
    entry.save(force_insert=True)
    return entry


def record_all(actor: Any, action: AuditAction, told: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """The same act on many rows, each with its details: one entry each, in one statement."""
    check_inside()
    AuditEntry.objects.bulk_create([entry_of(actor, action, target, details=details) for target, details in told])


def check_inside() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Audit entries belong to the change they describe.")


def entry_of(actor: Any, action: AuditAction, target: models.Model, **told: Any) -> AuditEntry:
    return AuditEntry(
        actor_id=getattr(actor, "pk", None),
        organisation_id=getattr(actor, "organisation_id", None),
        action=AuditAction(action).value,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_ref=str(getattr(target, "ref", "")),
        **told,
    )


def note_event(kind: EventKind, *, actor: Any = None, subject: str = "") -> None:
    """Write a security event on its own connection: it stays when the request is rolled back."""
    row = {
        "at": timezone.now(),
        "actor_id": getattr(actor, "pk", None),
        "organisation_id": getattr(actor, "organisation_id", None),
        "kind": kind.value,
        "subject": subject[:120],
    }
    alias, columns, marks = settings.CMM_EVENTS_DATABASE, ", ".join(row), ", ".join(["%s"] * len(row))
    # Not through the model: it would ask for the row's number, and nobody but its reader may read the log.
    statement = f"INSERT INTO {SecurityEvent._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608 -- our own names
    number = getattr(actor, "pk", None)
    who = Context(number, "event") if number else None
    with acting(who, using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement, list(row.values()))
