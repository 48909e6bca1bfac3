"""The verb about the basis of invoices."""

from typing import Any

from django.db import transaction

from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters.rules import Days
from shelters.selectors.invoices import InvoiceLine, invoice_lines, invoice_stays
from shelters.selectors.keyfigures import houses_billed


@transaction.atomic
def take_invoice_basis(*, actor: Any, window: Days, payer: str | None) -> list[InvoiceLine]:
    """Every line of ``window`` in the houses ``actor`` answers for leaves in a file, and the log says who took it."""
    require_role(actor, "shelters.bill_shelter")
    houses = houses_billed(actor)
    stays = list(invoice_stays(actor, houses, window, payer))
    lines = invoice_lines(stays, houses, window)
    terms = {"month": f"{window.first:%Y-%m}", "payer": "all" if payer is None else payer or "unsettled"}
    record(actor, AuditAction.INVOICE_BASIS_TAKEN, actor, **terms, stays=len(stays), lines=len(lines))
    return lines
