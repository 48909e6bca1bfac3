"""Groups with who sits in them, and what is outstanding."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reports.coordination.models import Agreement, Contact, Forum
from reports.coordination.rules import KNOWN_FOR

MOST = 100  # of contacts of one group, and of what is outstanding


def forums(user: Any) -> QuerySet[Forum]:
    """Every group, with how many sit in it, how many of them nobody has made sure of, and what it has not done."""
    unsure = timezone.localdate() - KNOWN_FOR
    here = Q(contacts__ended_at__isnull=True)
    rows: QuerySet[Forum] = Forum.objects.allowed(user)
    return rows.annotate(
        seats=Count("contacts", filter=here, distinct=True),
        unsure=Count("contacts", filter=here & Q(contacts__confirmed_on__lt=unsure), distinct=True),
        outstanding=Count("agreements", filter=Q(agreements__done_on__isnull=True), distinct=True),
    ).order_by("kind", "name")


def outstanding(user: Any) -> QuerySet[Agreement]:
    """What is agreed and not done, the longest due first."""
    rows: QuerySet[Agreement] = Agreement.objects.allowed(user).filter(done_on__isnull=True)
    return rows.select_related("forum").order_by("due_on", "pk")


def seats_of(forum: Forum) -> list[Contact]:
    rows = forum.contacts.filter(ended_at__isnull=True).select_related("confirmed_by")
    return list(rows.order_by("house", "name", "pk")[:MOST])


def agreements_of(forum: Forum) -> list[Agreement]:
    """What is outstanding first, then what came of the rest, the latest first."""
    rows = list(forum.agreements.select_related("settled_by").order_by("-done_on", "-due_on", "pk")[:MOST])
    return sorted(rows, key=lambda row: (row.done_on is not None, row.due_on if row.done_on is None else row.agreed_on))
