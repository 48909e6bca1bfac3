"""What this room counts for the yearly report: inquiries, whether a case came of them or not."""

from collections import Counter
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from cases.models import Inquiry
from cases.rules.inquiries import HOTLINE


def figures(year: int) -> dict[str, Any]:
    """Inquiries received in ``year`` by source, channel, outcome and region, and the calls to the hotline among them
    by who rang and what came of them, in one statement.
    """
    received = Inquiry.objects.each_once().filter(received_at__year=year)
    coded = {f"{name}_code": counted(name) for name in ("source", "channel", "caller_type")}
    rows = list(received.values("outcome", "region", "persons", **coded))
    calls = [row for row in rows if row["channel_code"] == HOTLINE]
    return {
        "year": year,
        "inquiries": len(rows),
        "persons": sum(row["persons"] for row in rows),
        "calls": {
            "number": len(calls),
            "by": {"caller": by(calls, "caller_type_code"), "outcome": by(calls, "outcome")},
        },
        "by": {
            "source": by(rows, "source_code"),
            "channel": by(rows, "channel_code"),
            "outcome": by(rows, "outcome"),
            "region": by(rows, "region"),
        },
    }


def counted(path: str) -> Coalesce:
    """The code the statistics know: a coordinator may have said that an entry counts as another."""
    return Coalesce(NullIf(F(f"{path}__statistics_code"), Value("")), F(f"{path}__code"))


def by(rows: list[Any], key: str) -> dict[str, int]:
    return dict(sorted(Counter(row[key] for row in rows).items()))
