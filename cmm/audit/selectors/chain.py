"""How far the log is sealed, and what the last look through it found. Nothing here reads the log itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cmm.audit.enums import FindingKind
from cmm.audit.models import Block, Finding


@dataclass(frozen=True)
class Head:
    """The end of the chain: its last block, and when that was sealed."""

    number: int
    sealed_at: datetime


def head() -> Head | None:
    """None where nothing has been sealed yet."""
    last = Block.objects.order_by("-number").values_list("number", "sealed_at").first()
    return Head(*last) if last else None


def findings() -> dict[str, Any]:
    """The last finding of each kind, by kind."""
    rows = Finding.objects.filter(kind__in=FindingKind.values).order_by("kind", "-at", "-id").distinct("kind")
    return {row.kind: row for row in rows}
