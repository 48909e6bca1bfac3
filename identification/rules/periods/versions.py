"""The day counts of Udlændingeloven section 33(14) and (15), by the day a period began.

What is said here is what the table of rules is seeded with; a coordinator changes the table, not this file.
``confirmed`` says whether the day it came into force was read in the law itself, and not only worked out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError


@dataclass(frozen=True)
class LegalVersion:
    """What one version of the law gives: so many days first, so many in all, support so long after return.

    No source names other days for a child (domain.md 1.5), so minors have the same unless a coordinator has written
    another rule, with where it stands.
    """

    valid_from: date
    first_days: int
    cap_days: int
    support_months: int
    source: str
    confirmed: bool = False
    minor_first_days: int | None = None
    minor_cap_days: int | None = None
    minor_source: str = ""
    counts_minors: bool = False
    support_source: str = ""

    def given_to(self, *, is_minor: bool) -> "LegalVersion":
        """What it gives this person: its rule for minors, where it has one and the person is counted as a child."""
        if not is_minor or self.minor_cap_days is None:
            return self
        first = self.minor_first_days or self.first_days
        return replace(self, first_days=first, cap_days=self.minor_cap_days, counts_minors=True)


# The act of 2007 (L 197, 2006-07). L 129 (2012-13), section 1 no. 4, changed 100 to 120 in section 33(14), third
# sentence, the day after it was made known; section 33(15) refers to the same cap. docs/rules-of-periods.md says where
# the numbers were read; the days of commencement were found in nothing that could be read.
RETURN = "CMM, Forberedt hjemsendelse (cmm.dk, 2022)"
LEGAL_VERSIONS = (
    LegalVersion(
        date(2007, 7, 1), 30, 100, 6, "Udlændingeloven § 33, stk. 14 og 15 (loven fra 2007)", support_source=RETURN
    ),
    LegalVersion(
        date(2013, 5, 3), 30, 120, 6, "Udlændingeloven § 33, stk. 14 og 15 (L 129, 2013)", support_source=RETURN
    ),
)


def version_on(day: date, versions: Iterable[LegalVersion] = LEGAL_VERSIONS) -> LegalVersion:
    """The version in force on ``day``. A later change of the law does not reach a period that has begun."""
    in_force = [version for version in versions if version.valid_from <= day]
    if not in_force:
        raise RuleError(_("There were no such periods before 2007."), code="before_the_law", field="on")
    return max(in_force, key=lambda version: version.valid_from)
