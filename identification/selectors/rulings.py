"""Appeals, and findings of courts, of one case."""

from django.db.models import QuerySet

from cases.models import Case
from identification.models import Appeal, CourtFinding, StatusDecision


def appeals_of(case: Case) -> QuerySet[Appeal]:
    """The latest first."""
    rows: QuerySet[Appeal] = Appeal.objects.filter(case=case)
    return rows.select_related("body", "recorded_by", "outcome_by").order_by("-number")


def findings_of(case: Case) -> QuerySet[CourtFinding]:
    """The latest first."""
    rows: QuerySet[CourtFinding] = CourtFinding.objects.filter(case=case)
    return rows.select_related("court", "exploitation_form", "recorded_by", "answered_by").order_by("-number")


def in_force(case: Case) -> StatusDecision | None:
    """The decision that stands now; none where nothing is decided, or what was is annulled."""
    found: StatusDecision | None = StatusDecision.objects.filter(case=case, in_force=True).first()
    if found:
        found.case = case
    return found
