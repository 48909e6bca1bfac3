"""Who outside the register was told."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cases.models import Case, Disclosure, Referral


def referrals_of(case: Case) -> QuerySet[Referral]:
    """The latest first."""
    rows: QuerySet[Referral] = Referral.objects.filter(case=case)
    return rows.select_related("sent_by", "answered_by", "ended_by").order_by("-number")


def disclosures_of(case: Case) -> QuerySet[Disclosure]:
    """The latest first, each with what corrected it."""
    rows: QuerySet[Disclosure] = Disclosure.objects.filter(case=case)
    return rows.select_related("told_by", "corrected_by", "corrects", "referral").order_by("-number")


def longest_unanswered(sent_before: date) -> Subquery:
    """Beside a case: what was sent by a day and nobody has answered, the longest waiting of it."""
    rows = Referral.objects.filter(case=OuterRef("pk"), answered_as="", ended_as="", sent_on__lte=sent_before)
    letter = JSONObject(number="number", kind="kind", receiver="receiver", sent_on="sent_on")
    return Subquery(rows.order_by("sent_on", "pk").values(letter=letter)[:1])
