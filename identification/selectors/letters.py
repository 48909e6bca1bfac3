"""Letters about decisions."""

from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from identification.models import Letter


def letters_of(case: Case) -> QuerySet[Letter]:
    """The latest first."""
    rows: QuerySet[Letter] = Letter.objects.filter(case=case)
    return rows.select_related("decision", "made_by", "read_by", "sent_by").order_by("-number")


def letter_called(user: Any, case: Case, number: int) -> Letter | None:
    found = letters_of(case).filter(number=number).first()
    if found is not None:
        found.case = case
    return found
