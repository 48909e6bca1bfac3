"""What a page that shows persons leaves behind."""

from collections.abc import Collection
from typing import Any

from cmm.audit.enums import AuditAction
from cmm.audit.services import record


def record_listed(actor: Any, action: AuditAction, refs: Collection[str]) -> None:
    """The log knows which stays or requests a list showed; an empty list showed nobody."""
    if refs:
        record(actor, action, actor, count=len(refs), refs=sorted(refs))
