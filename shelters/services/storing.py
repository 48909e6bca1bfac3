"""Stays are stored as the constraints accept them, and end where they end."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.core.speaking import first_come
from shelters.enums import ExitCause
from shelters.models import Placement

# Where the two exclusion constraints speak in a form.
FIELD_OF = {"taken": "unit", "elsewhere": ""}


def store(placement: Placement) -> None:
    """Save what the constraints accept; a double stay becomes a Conflict that a form can show."""
    with first_come(Placement, FIELD_OF):
        placement.full_clean()
        placement.save()


def end(actor: Any, placement: Placement, on: date, cause: ExitCause) -> None:
    placement.stay = DateRange(placement.arrives_on, on)
    placement.exit_cause, placement.ended_by, placement.ended_at = cause, actor, timezone.now()
    store(placement)


def release(actor: Any, placement: Placement, cause: ExitCause | None = None) -> None:
    """The person never came, or was gone before the first night: no night is counted."""
    placement.exit_cause = cause or ""
    placement.never_came, placement.ended_by, placement.ended_at = True, actor, timezone.now()
    store(placement)
