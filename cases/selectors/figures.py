"""What this room counts for the yearly report: inquiries, whether a case came of them or not."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from cases.models import Inquiry
from cases.rules.inquiries import HOTLINE


def figures(year: int) -> dict[str, Any]:
    """Inquiries received in ``year`` by source, channel, outcome and region, and the calls to the hotline among them
    by who rang and what came of them, in one statement.
    """
    received = Inquiry.objects.each_once().filter(received_at__year=year).order_by()
    coded = {f"{name}_code": counted(name) for name in ("source", "channel", "caller_type")}
    groups = list(received.values("outcome", "region", **coded).annotate(n=Count("pk"), people=Sum("persons")))
    calls = [group for group in groups if group["channel_code"] == HOTLINE]
    return {
        "year": year,
        "inquiries": sum(group["n"] for group in groups),
        "persons": sum(group["people"] for group in groups),
        "calls": {
            "number": sum(group["n"] for group in calls),
            "by": {"caller": by(calls, "caller_type_code"), "outcome": by(calls, "outcome")},
        },
        "by": {
            "source": by(groups, "source_code"),
            "channel": by(groups, "channel_code"),
            "outcome": by(groups, "outcome"),
            "region": by(groups, "region"),
        },
    }


def counted(path: str) -> Coalesce:
    """The code the statistics know: a coordinator may have said that an entry counts as another."""
    return Coalesce(NullIf(F(f"{path}__statistics_code"), Value("")), F(f"{path}__code"))


def by(groups: Iterable[Any], key: str) -> dict[Any, int]:
    """How many there are of each ``key`` in groups of ``n``."""
    sums: Counter[Any] = Counter()
    for group in groups:
        sums[group[key]] += group["n"]
    return dict(sorted(sums.items()))
