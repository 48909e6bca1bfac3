"""Who is with the person, and what each of them sees."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

import shelters.selectors as shelters_selectors
from cases.enums import Authority
from cases.models import Case
from cases.selectors.inquiries import inquiries_of
from cmm.core.once import once


@dataclass(frozen=True)
class Involved:
    name: str
    sees: str


def involved_in(case: Case, user: object) -> list[Involved]:
    """Contact person, competent authority, where the person lives, and whoever referred."""
    found = [Involved(f"{case.caseworker}, {case.organisation}", _("Contact person"))] if case.caseworker else []
    if case.authority != Authority.CMM:
        found.append(Involved(str(case.get_authority_display()), _("Sees clarification, decision and accommodation")))
    found += [
        Involved(stay.unit.shelter.name, _("Sees name in use, needs and safety notes"))
        for stay in once(case, shelters_selectors.stays_seen, case, user)
        if stay.arrives_on <= timezone.localdate()
        and (stay.departs_on is None or timezone.localdate() < stay.departs_on)
    ]
    referrers = {inquiry.referring_organisation for inquiry in once(case, inquiries_of, case)}
    named = {one.name for one in found}
    found += [
        Involved(str(name), _("Sees the status of its referral"))
        for name in referrers
        if name and str(name) not in named
    ]
    return found
