"""Acts and security events, newest first."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cmm.audit.models import AuditEntry, SecurityEvent


def entries(
    *, case_ref: str = "", actor_id: int | None = None, action: str = "", day: date | None = None
) -> QuerySet[AuditEntry]:
    """Entries newest first, narrowed by whatever is given."""
    chosen: dict[str, Any] = {"case_ref": case_ref, "actor_id": actor_id, "action": action}
    rows = AuditEntry.objects.filter(**{key: value for key, value in chosen.items() if value})
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows.order_by("-at", "-id")


def security_events() -> QuerySet[SecurityEvent]:
    """Log-ins and refusals, newest first."""
    return SecurityEvent.objects.order_by("-at", "-id")
