"""What happened to those who were met, and the courses held: numbers of a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from cases.outreach.enums import Answer


@dataclass(frozen=True)
class Kind:
    """How often one thing happened, to Nordic citizens, to others, and to those nobody could say of."""

    name: str
    code: str
    nordic: int
    others: int
    unclear: int
    reported: int

    @property
    def total(self) -> int:
        return self.nordic + self.others + self.unclear


def counted_by_kind(incidents: Any, year: int) -> list[Kind]:
    """The events of ``year`` that stand, by kind and by whether the person is a Nordic citizen."""
    rows = incidents.filter(happened_on__range=days_of(year), struck_at__isnull=True).order_by("kind__position")
    told = rows.values("kind__label_da", "kind__code").annotate(
        nordics=Count("pk", filter=Q(nordic=Answer.YES)),
        others=Count("pk", filter=Q(nordic=Answer.NO)),
        unclear=Count("pk", filter=Q(nordic__in=[Answer.UNKNOWN, Answer.NOT_ASKED])),
        known_reported=Count("pk", filter=Q(reported=Answer.YES)),
    )
    return [
        Kind(
            row["kind__label_da"], row["kind__code"], row["nordics"], row["others"], row["unclear"],
            row["known_reported"],
        )
        for row in told
    ]  # fmt: skip


def courses_of(activities: Any, year: int) -> dict[str, Any]:
    """Courses, participants and hours of ``year``, and of each audience."""
    held = activities.filter(held_on__range=days_of(year)).order_by()
    sums = {"courses": Count("pk"), "people": Sum("participants"), "time": Sum("hours")}
    total = held.aggregate(**sums)
    audiences = held.values("audience__label_da", "audience__code", "audience__position").annotate(**sums)
    return {
        "courses": total["courses"],
        "participants": total["people"] or 0,
        "hours": float(total["time"] or 0),
        "audiences": [
            {
                "audience": row["audience__code"],
                "name": row["audience__label_da"],
                "courses": row["courses"],
                "participants": row["people"],
                "hours": float(row["time"]),
            }
            for row in audiences.order_by("audience__position", "audience__label_da")
        ],
    }


def days_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
