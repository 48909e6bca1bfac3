"""Those who did not want to be registered, as they may be counted."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

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
    rows = list(found.values("sex", "citizenship", "region", "month", **coded))
    return {
        "year": year,
        "refusals": len(rows),
        "by": {
            "sex": by(rows, "sex"),
            "citizenship": by(rows, "citizenship"),
            "form": by(rows, "form"),
            "month": dict(sorted(Counter(row["month"].month for row in rows).items())),
            "region": by(rows, "region"),
            "reason": by(rows, "why"),
        },
    }
