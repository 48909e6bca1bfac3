"""What colleagues said that they open cases for."""

from typing import Any

from cases.models import Case, StatedPurpose
from cmm.audit.enums import Purpose

SHOWN = 20  # the log holds the rest


def stated_purpose(user: Any, case_id: int) -> Purpose | None:
    """What ``user`` said last that they open the case for, if that is still in force."""
    said = StatedPurpose.objects.in_force().filter(case=case_id, user=user.pk).order_by("-stated_at", "-pk")
    newest = said.values_list("purpose", flat=True).first()
    return Purpose(newest) if newest else None


def purposes_on(case: Case) -> list[StatedPurpose]:
    """Why others than those who have the case opened it lately, newest first."""
    rows = StatedPurpose.objects.filter(case=case).select_related("user")
    return list(rows.order_by("-stated_at", "-pk")[:SHOWN])
