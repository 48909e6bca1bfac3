"""What ties a row of this room to a user; the policy table names these relations."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from cmm.accounts.scoping import EVERY_ROW, Reaches


def competent_for(user: Any) -> Q:
    """Cases whose deciding authority is the user's organisation, known by its code."""
    return Q(authority=user.organisation.code)


def assigned_to(user: Any) -> Any:
    """The ids of the cases whose contact person the user is; a policy asks the database for them."""
    return getattr(user, "assigned_cases", None) or apps.get_model("cases.Case").objects.filter(caseworker=user.pk)


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
VICTIM_REACHES: Reaches = {"casework": lambda user: Q(organisation=user.organisation_id)}
GLASS_REACHES: Reaches = {
    "glass": lambda user: Q(user=user.pk),
    "casework": UNDER_CASE_REACHES["casework"],
    "all": EVERY_ROW,
}
REFUSAL_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
CODE_REACHES: Reaches = {"all": EVERY_ROW}
