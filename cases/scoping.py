"""What ties a row of this room to a user; the policy table names these relations."""

from typing import Any

from django.db.models import Q

from cmm.accounts.scoping import EVERY_ROW, Reaches


def competent_for(user: Any) -> Q:
    """Cases whose deciding authority is the user's organisation, known by its code."""
    return Q(authority=user.organisation.code)


CASE_REACHES: Reaches = {
    "assigned": lambda user: Q(caseworker=user.pk),
    "casework": lambda user: Q(organisation=user.organisation_id),
    "competent": competent_for,
}
INQUIRY_REACHES: Reaches = {
    "casework": lambda user: Q(organisation=user.organisation_id),
    "referred_by": lambda user: Q(referring_organisation=user.organisation_id),
}
CODE_REACHES: Reaches = {"all": EVERY_ROW}
