"""What stands before every phone number and every bed, and who speaks for a child."""

from typing import Any

from django.db.models import QuerySet

from cases.models import Case, Representative, SafetyNote
from cases.models.safety import last_digits
from cases.rules.safety import needs_representative
from cmm.core.once import once


def safety_of(case: Case) -> SafetyNote | None:
    """The note that holds, asked once a page by whoever sees the case."""
    return once(case, newest_note, case)


def newest_note(case: Case) -> SafetyNote | None:
    return safety_notes(case).first()


def safety_notes(case: Case) -> QuerySet[SafetyNote]:
    """Newest first."""
    rows: QuerySet[SafetyNote] = SafetyNote.objects.filter(case=case)
    return rows.select_related("written_by").order_by("-number")


def representatives_of(case: Case) -> QuerySet[Representative]:
    rows: QuerySet[Representative] = Representative.objects.filter(case=case)
    return rows.select_related("recorded_by").order_by("recorded_at", "pk")


def lacks_representative(case: Case) -> bool:
    """Whether the person is a child, or may be one, and nobody speaks for them."""
    if not needs_representative(case.victim.age_band):
        return False
    return not representatives_of(case).filter(ended_at__isnull=True).exists()


def threatening(user: Any, phone: str) -> list[str]:
    """The refs of the cases ``user`` may see whose safety note names ``phone`` as where a threat comes from."""
    digits = last_digits(phone)
    if not digits:
        return []
    index: Any = SafetyNote._meta.get_field("threat_index")
    rows = SafetyNote.objects.allowed(user).filter(threat_index__in=index.all_of(digits))
    return sorted(set(rows.values_list("case__ref", flat=True)))
