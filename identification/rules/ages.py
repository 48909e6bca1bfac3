"""Ages in years, and the bands they belong to."""

from django.utils.translation import gettext_lazy as _

from cases.enums import AgeBand
from cmm.core.errors import RuleError

OLDEST = 120
YEARS = {
    AgeBand.UNDER_15: (0, 14),
    AgeBand.FROM_15_TO_17: (15, 17),
    AgeBand.FROM_18_TO_24: (18, 24),
    AgeBand.FROM_25_TO_34: (25, 34),
    AgeBand.FROM_35_TO_44: (35, 44),
    AgeBand.FROM_45: (45, OLDEST),
}


def check_age(age: int | None, band: str) -> None:
    """The age a decision says is one of the band on the case, or nobody knows it. Raises RuleError."""
    if age is None:
        return
    first, last = YEARS.get(AgeBand(band), (0, -1))
    if not first <= age <= last:
        text = _("The case says another age group: %(band)s. Correct it there first, or leave the age out.")
        raise RuleError(text, code="age_of_another_band", field="age", params={"band": AgeBand(band).label})
