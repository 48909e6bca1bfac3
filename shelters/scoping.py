"""What ties a row of this room to a user; the policy table names these relations."""

from django.db.models import Q

from cases.scoping import CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reaches, through

SHELTER_REACHES: Reaches = {
    "all": EVERY_ROW,
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
# A shelter reaches what is asked of it and who lives there, and never the case behind.
REQUEST_REACHES: Reaches = {
    **through("case", CASE_REACHES),
    "resident": lambda user: Q(shelter__organisation=user.organisation_id),
}
PLACEMENT_REACHES: Reaches = {
    **through("case", CASE_REACHES),
    "resident": lambda user: Q(unit__shelter__organisation=user.organisation_id),
}
