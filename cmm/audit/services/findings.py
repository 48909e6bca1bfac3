"""What a look through the log found is kept, for the page of the log to show without looking again."""

from typing import Any

from cmm.audit.enums import FindingKind
from cmm.audit.models import Finding


def keep_finding(kind: FindingKind, **told: Any) -> Finding:
    """The last finding of its kind is this one. ``told`` holds numbers and codes, no names."""
    return Finding.objects.create(kind=kind.value, told=told)
