"""What somebody has promised to do."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cases.models import Case, Inquiry, Task

# Nobody promises more than this; a page that shows open tasks shows this many of them.
MOST_OPEN = 50


def tasks_of(case: Case) -> QuerySet[Task]:
    """All that was promised in the case, the latest first."""
    rows: QuerySet[Task] = Task.objects.filter(case=case)
    return rows.select_related("assignee", "added_by", "ended_by").order_by("-due_on", "-pk")


def open_tasks(on: Case | Inquiry) -> list[Task]:
    """What is still to be done, the nearest first."""
    rows = Task.objects.filter(**({"case": on} if isinstance(on, Case) else {"inquiry": on}))
    return list(
        rows.filter(ended_at__isnull=True).select_related("assignee").order_by("due_on", "due_at", "pk")[:MOST_OPEN]
    )


def tasks_due(user: Any, until: date) -> QuerySet[Task]:
    """What ``user`` has promised, or somebody has in a case of theirs or of whom they cover for, by ``until``."""
    rows: QuerySet[Task] = Task.objects.allowed(user, "write_journal").filter(ended_at__isnull=True, due_on__lte=until)
    mine = rows.filter(Q(assignee=user.pk) | Q(case__caseworker__in=[user.pk, *sorted(user.covers_for)]))
    return mine.select_related("case__victim", "inquiry", "assignee").order_by("due_on", "due_at", "pk")
