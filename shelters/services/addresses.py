"""Where a secret house lies: written by the house, shown to whoever asks and may."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.models import Address, Shelter
from shelters.services.locks import lock_house


@transaction.atomic
def write_address(*, actor: User, shelter: Shelter, address: str) -> Address:
    """The secret house lies at ``address``, and the log says that it was written and not what. Raises RuleError."""
    require_role(actor, "shelters.add_address")
    require(actor, "change", shelter)
    shelter = lock_house(shelter)
    rules.check_secret(is_secret=shelter.is_secret)
    row: Any = Address.objects.filter(shelter=shelter).first() or Address(shelter=shelter)
    row.organisation, row.said = shelter.organisation, address.strip()
    row.changed_by, row.changed_at = actor, timezone.now()
    row.save()
    record(actor, AuditAction.ADDRESS_WRITTEN, row, shelter=shelter.slug)
    return row  # type: ignore[no-any-return]


@transaction.atomic
def reveal_address(*, actor: User, address: Address) -> str:
    """The address, opened for ``actor``, and that stands in the log."""
    require(actor, "view", address)
    record(actor, AuditAction.ADDRESS_REVEALED, address, shelter=address.shelter.slug)
    return str(address.said.reveal())
