"""Which cases stand still or have nobody, what is offered to whom, and who covers."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import Case, Changeover
from cases.querysets import CaseQuerySet, ChangeoverQuerySet
from cmm.accounts.models import Cover

VIEWS = ("unassigned", "stalled", "all")


def stalled(today: date) -> Q:
    """Cases in which nothing was written for too long: ``rules.caseload.is_stalled`` asked of the database."""
    found = Q(pk__in=[])
    for status, days in settings.CMM_STALLED_DAYS.items():
        since = timezone.make_aware(datetime.combine(today - timedelta(days=days - 1), time.min))
        found |= Q(status=status, touched_at__lt=since)
    return found


def assignable(user: Any) -> dict[str, CaseQuerySet]:
    """The open cases ``user`` may give to somebody, the longest untouched first, by the name of the view."""
    rows: CaseQuerySet = Case.objects.allowed(user, "assign").open()
    ordered = rows.select_related("victim", "caseworker").order_by("touched_at", "ref")
    return {
        "unassigned": ordered.filter(caseworker__isnull=True),
        "stalled": ordered.filter(stalled(timezone.localdate())),
        "all": ordered,
    }


def offered_to(user: Any) -> ChangeoverQuerySet:
    """What waits for the answer of ``user``, the oldest first."""
    rows: ChangeoverQuerySet = Changeover.objects.allowed(user, "answer").waiting()
    return rows.select_related("giver", "offered_by").order_by("offered_at", "pk")


def offers_waiting(user: Any) -> ChangeoverQuerySet:
    """Every offer nobody has answered, for whoever can take it back."""
    rows: ChangeoverQuerySet = Changeover.objects.allowed(user, "withdraw").waiting()
    return rows.select_related("giver", "receiver", "offered_by").order_by("offered_at", "pk")


def changeovers_of(user: Any, case: Case) -> ChangeoverQuerySet:
    rows: ChangeoverQuerySet = Changeover.objects.allowed(user).filter(case=case)
    return rows.select_related("giver", "receiver", "offered_by").order_by("-number")


def covers(organisation_id: int) -> QuerySet[Cover]:
    """The last given first."""
    rows: QuerySet[Cover] = Cover.objects.filter(organisation=organisation_id)
    return rows.select_related("absent", "covering", "given_by", "ended_by").order_by("-given_at", "-pk")


def covers_of_day(organisation_id: int) -> QuerySet[Cover]:
    """Those that run today."""
    rows: QuerySet[Cover] = Cover.objects.in_force().filter(organisation=organisation_id)
    return rows.select_related("absent", "covering").order_by("pk")
