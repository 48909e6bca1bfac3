"""Who has access to one case, and why, as a coordinator reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from cases.enums import Protection
from cases.models import Case, CaseGroupGrant, CaseUserGrant
from cases.selectors.access import glasses_on, grants_on, walls_on
from cases.selectors.caseload import covers_of_day
from cases.selectors.purposes import purposes_on
from cmm.core.templatetags.cmm import danishdate
from cmm.desk.involved import Involved, involved_in

# What a grant lets somebody do, by the act it speaks of.
ACTS = {
    "view": pgettext_lazy("may", "Read the case"),
    "change": pgettext_lazy("may", "Change facts"),
    "write_journal": pgettext_lazy("may", "Write in the journal"),
    "interview": pgettext_lazy("may", "Record interviews"),
    "assess": pgettext_lazy("may", "Write the assessment"),
    "set_periods": pgettext_lazy("may", "Set periods"),
    "record_ruling": pgettext_lazy("may", "Record appeals and findings of courts"),
    "decide": pgettext_lazy("may", "Decide the case"),
    "request_place": pgettext_lazy("may", "Ask for a place"),
    "hand_on": pgettext_lazy("may", "Offer the case to a colleague"),
    "assign": pgettext_lazy("may", "Choose contact person"),
    "control_access": pgettext_lazy("may", "Control access"),
    "merge": pgettext_lazy("may", "Merge two files of one person"),
    "let_out": pgettext_lazy("may", "Send a text that names somebody else"),
}


@dataclass(frozen=True)
class Granted:
    """One grant in force, and the key by which the page speaks of it."""

    key: str
    name: str
    act: Any
    reason: str
    given_by: str
    given_at: datetime
    until: datetime | None
    grant: CaseUserGrant | CaseGroupGrant


def granted(grant: CaseUserGrant | CaseGroupGrant) -> Granted:
    to_person = isinstance(grant, CaseUserGrant)
    to = grant.user if to_person else grant.group.organisation
    return Granted(
        key=f"{'person' if to_person else 'organisation'}-{grant.pk}",
        name=f"{to}, {to.organisation}" if to_person else str(to),
        act=ACTS[grant.permission.codename.removesuffix("_case")],
        reason=grant.reason,
        given_by=str(grant.granted_by),
        given_at=grant.valid_from,
        until=grant.valid_to,
        grant=grant,
    )


def by_role(case: Case) -> list[Involved]:
    """Whom the protection of the case lets in without being named."""
    at = {"organisation": case.organisation}
    asked = Involved(_("Caseworkers at %(organisation)s") % at, _("When they have stated a purpose"))
    barred = Involved(_("Caseworkers at %(organisation)s") % at, _("Only by emergency access"))
    coordinators = Involved(_("Coordinators at %(organisation)s") % at, _("By their role"))
    return {
        Protection.NORMAL: [coordinators, asked],
        Protection.RESTRICTED: [coordinators, barred],
        Protection.NAMED: [],
    }[Protection(case.protection)]


def covering(case: Case) -> list[Involved]:
    """Who covers for the contact person today; a case kept to named persons stays with those."""
    if case.protection == Protection.NAMED:
        return []
    covers = [one for one in covers_of_day(case.organisation_id) if one.absent_id == case.caseworker_id]
    words = _("Covers for the contact person until %(day)s")
    return [Involved(str(one.covering), words % {"day": danishdate(one.ends_on)}) for one in covers]


def access_to(case: Case, user: Any) -> dict[str, Any]:
    """Everything the page shows."""
    return {
        "reach": involved_in(case, user) + covering(case) + by_role(case),
        "grants": [granted(grant) for grant in grants_on(case)],
        "glasses": glasses_on(case, user),
        "walls": walls_on(case),
        "purposes": purposes_on(case),
    }
