"""The chapters follow the national action plan in force in the report's year (its areas, in its own order)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOUND, OFFERED, TRIED = "found", "offered", "tried"
TITLES = {FOUND: _("Outreach and identification"), OFFERED: _("Offers to victims"), TRIED: _("Prosecution")}
SIXTH = TITLES | {FOUND: _("Authority work, outreach and identification")}


@dataclass(frozen=True)
class Plan:
    """A national action plan: its years, what its areas are about, and what the report's chapters are called."""

    first: int
    last: int
    areas: str | Promise
    titles: Mapping[str, Promise]

    @property
    def span(self) -> str:
        return f"{self.first}–{self.last}"


PLANS = (
    Plan(2007, 2010, _("investigating; supporting victims; preventing by demand and knowledge; preventing by "
                       "international work"), TITLES),
    Plan(2011, 2014, _("new and continued activities, and their follow-up"), TITLES),
    Plan(2015, 2018, _("preventing; finding and identifying; individual support; prosecuting; partnership and "
                       "coordination"), TITLES),
    Plan(2019, 2021, _("prevention and outreach; identification and help; prosecution; coordination and knowledge"),
         TITLES),
    Plan(2022, 2025, _("stronger authority work, outreach and identification; stronger offers to victims; stronger "
                       "prosecution"), SIXTH),
)  # fmt: skip


def plan_of(year: int) -> Plan:
    """The plan in force in ``year``; after the last known one its chapters stand until there is another."""
    return next((plan for plan in PLANS if year <= plan.last), PLANS[-1])
