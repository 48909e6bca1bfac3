"""The verbs about files that leave: figures, and contacts one by one. The log says who took them and of what."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.leaving.services import let_out_of
from cases.models import Code
from cases.outreach.models import Contact
from cases.outreach.selectors.leading import Figures, leading_figures
from cases.outreach.selectors.pieces import Asked, contacts_asked
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError

MOST = 10_000  # contacts of one file
COLUMNS = ("venue", "venue__venue_type", "venue__municipality", "contact_type", "language", "citizenship_region")


@transaction.atomic
def take_figures(*, actor: User, asked: Asked, codes: list[Code], kind: str) -> Figures:
    """What the page shows leaves as a file. Raises Stopped."""
    require_role(actor, "outreach.count_contact")
    found = leading_figures(actor, asked, codes)
    let_out_of(actor=actor, texts={"": str(found)}, document="figures")
    record(actor, AuditAction.OUTREACH_FIGURES_TAKEN, actor, kind=kind, **terms(asked))
    return found


@transaction.atomic
def take_contacts(*, actor: User, asked: Asked, kind: str) -> list[Any]:
    """Every contact of the figures leaves, with what it counts as and the organisation's own code; no note.

    Nobody sees another organisation's contacts, so no code leaves but one's own. Raises RuleError where they are too
    many for a file, Stopped.
    """
    require_role(actor, "outreach.count_contact")
    rows = contacts_asked(actor, asked).select_related(*COLUMNS, "round").prefetch_related("languages")
    contacts: list[Contact] = list(rows.order_by("met_at", "pk")[: MOST + 1])
    if len(contacts) > MOST:
        raise RuleError(_("That is more contacts than one file holds. Choose a shorter period."), code="too_many")
    said = {text for one in contacts for text in (one.venue.name, one.own_code)}
    let_out_of(actor=actor, texts={"": "\n\n".join(sorted(said))}, document="contacts")
    record(actor, AuditAction.CONTACTS_TAKEN, actor, kind=kind, contacts=len(contacts), **terms(asked))
    return contacts


def terms(asked: Asked) -> dict[str, str]:
    """The period, and the codes the contacts are narrowed to."""
    codes = {name: code.code for name, code in asked.narrowing.items()}
    return {"first": asked.span.first.isoformat(), "last": asked.span.last.isoformat()} | codes
