"""What this room counts for the yearly report: inquiries, whether a case came of them or not."""

from collections import Counter
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from cases.models import Inquiry


def figures(year: int) -> dict[str, Any]:
    """Inquiries received in ``year`` by source, channel, outcome and region, in one statement."""
    received = Inquiry.objects.filter(received_at__year=year)
    rows = list(received.values("outcome", "region", source_code=counted("source"), channel_code=counted("channel")))
    return {
        "year": year,
        "inquiries": len(rows),
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
