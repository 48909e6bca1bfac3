"""What ties a row of this room to a user; the policy table names these relations."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from cmm.accounts.scoping import EVERY_ROW, Reaches


def competent_for(user: Any) -> Q:
    """Cases whose deciding authority is the user's organisation, known by its code."""
    return Q(authority=user.organisation.code)


def assigned_to(user: Any) -> Any:
    """The ids of the cases whose contact person the user is; a policy asks the database for them."""
    return getattr(user, "assigned_cases", None) or apps.get_model("cases.Case").objects.filter(caseworker=user.pk)


def covered_by(user: Any) -> Any:
    """The ids of the cases in which the user covers for a colleague, asked of the database."""
    asked = RawSQL("SELECT unnest(sec.covered(%s, '{view}', %s))", [user.pk, timezone.now()])
    return getattr(user, "covered_cases", None) or asked


CASE_REACHES: Reaches = {
    "assigned": lambda user: Q(caseworker=user.pk),
    "casework": lambda user: Q(organisation=user.organisation_id),
    "competent": competent_for,
}
# Rows under a case carry what ties it to anybody; only who is assigned stands on the case alone.
UNDER_CASE_REACHES: Reaches = {
    "assigned": lambda user: Q(case__in=assigned_to(user)),
    "casework": lambda user: Q(case_organisation=user.organisation_id),
    "competent": lambda user: Q(case_authority=user.organisation.code),
}
# Grants and emergency access do not open an identity; whoever covers for its contact person has to call the person.
IDENTITY_REACHES: Reaches = {**UNDER_CASE_REACHES, "cover": lambda user: Q(case__in=covered_by(user))}
INQUIRY_REACHES: Reaches = {
    "assigned": lambda user: Q(case__in=assigned_to(user)),
    "casework": lambda user: Q(organisation=user.organisation_id),
    "competent": lambda user: Q(case_authority=user.organisation.code),
    "referred_by": lambda user: Q(referring_organisation=user.organisation_id),
}
# What an organisation referred: theirs to follow, and CMM's like the case it came to.
HANDOVER_REACHES: Reaches = {
    "assigned": UNDER_CASE_REACHES["assigned"],
    "casework": UNDER_CASE_REACHES["casework"],
    "referred_by": lambda user: Q(organisation=user.organisation_id),
}
# A case that is offered to a colleague: theirs to answer, whether they see the case or not. Whoever gives it sees it
# while it waits, and whoever has the case sees how each ended.
CHANGEOVER_REACHES: Reaches = {
    "assigned": lambda user: Q(giver=user.pk, ended_at__isnull=True) | UNDER_CASE_REACHES["assigned"](user),
    "casework": UNDER_CASE_REACHES["casework"],
    "offered_to": lambda user: Q(receiver=user.pk),
}
VICTIM_REACHES: Reaches = {"casework": lambda user: Q(organisation=user.organisation_id)}
GLASS_REACHES: Reaches = {
    "glass": lambda user: Q(user=user.pk),
    "casework": UNDER_CASE_REACHES["casework"],
    "all": EVERY_ROW,
}
REFUSAL_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
CODE_REACHES: Reaches = {"all": EVERY_ROW}
