"""Those who did not want to be registered, as they may be counted."""

from typing import Any

from django.db.models import Count, QuerySet

from cases.models import Refusal
from cases.selectors.figures import by, counted


def refusals(user: Any) -> QuerySet[Refusal]:
    """Newest month first."""
    rows: QuerySet[Refusal] = Refusal.objects.allowed(user)
    return rows.select_related("exploitation_form", "reason").order_by("-month", "pk")


def refusal_figures(year: int) -> dict[str, Any]:
    """Refusals of ``year`` by what is known of them, in one statement."""
    coded = {"form": counted("exploitation_form"), "why": counted("reason")}
    found = Refusal.objects.filter(month__year=year).order_by()
    groups = found.values("sex", "citizenship", "region", "month__month", **coded).annotate(n=Count("pk"))
    return {
        "year": year,
        "refusals": sum(group["n"] for group in groups),
        "by": {
            "sex": by(groups, "sex"),
            "citizenship": by(groups, "citizenship"),
            "form": by(groups, "form"),
            "month": by(groups, "month__month"),
            "region": by(groups, "region"),
            "reason": by(groups, "why"),
        },
    }
