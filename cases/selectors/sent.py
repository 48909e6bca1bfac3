"""Who outside the register was told."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Case, Referral


def referrals_of(case: Case) -> QuerySet[Referral]:
    """The latest first."""
    rows: QuerySet[Referral] = Referral.objects.filter(case=case)
    return rows.select_related("sent_by", "answered_by", "ended_by").order_by("-number")


def unanswered_referrals(user: Any, sent_before: date) -> QuerySet[Referral]:
    """In the cases of ``user``, those that were sent by a day and nobody has answered; the longest waiting first."""
    rows: QuerySet[Referral] = Referral.objects.allowed(user, "write_journal").filter(answered_as="", ended_as="")
    mine = rows.filter(case__caseworker=user.pk, sent_on__lte=sent_before)
    return mine.select_related("case__victim").order_by("sent_on", "pk")
