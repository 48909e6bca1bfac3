"""What ties a row of this room to a user; the policy table names these relations."""

from django.db.models import Q

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reach, Reaches

SHELTER_REACHES: Reaches = {
    "all": EVERY_ROW,
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
# A shelter reaches what is asked of it and who lives there, and never the case behind.
HOUSE_REACHES: Reaches = {
    **UNDER_CASE_REACHES,
    "resident": lambda user: Q(house_organisation=user.organisation_id),
}
OWN_HOUSE: Reach = lambda user: Q(house_organisation=user.organisation_id)  # noqa: E731 -- reads as the table it stands in
# A Socialtilsyn has what it decided itself; a house has what was decided of it.
APPROVAL_REACHES: Reaches = {**SHELTER_REACHES, "own_house": OWN_HOUSE}
# A house never learns of a visit that comes unannounced before it has been there.
INSPECTION_REACHES: Reaches = {
    **SHELTER_REACHES,
    "own_house": lambda user: OWN_HOUSE(user) & (Q(announced=True) | Q(done_at__isnull=False)),
}
LOCALITY_REACHES: Reaches = {"all": EVERY_ROW, "own_house": OWN_HOUSE}
FINDING_REACHES: Reaches = APPROVAL_REACHES  # only of inspections that have been held
