"""Readings: who was shown to whom. Pages come here through ``cmm.accounts.readings``, which knows why they may."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.models import Reading


@dataclass(frozen=True)
class Seen:
    """One person as a row showed them."""

    target_type: str
    target_id: str
    target_ref: str
    case_id: int | None
    surface: Surface
    basis: Basis
    purpose: Purpose

    @property
    def person(self) -> tuple[str, str]:
        """Whom the row is about: rows of one case are about one person."""
        return ("case", str(self.case_id)) if self.case_id else (self.target_type, self.target_id)


def write_readings(*, actor: Any, page: str, seen: Iterable[Seen], request_id: UUID | None = None) -> list[Reading]:
    """Write one reading for each person in ``seen``, inside the transaction that shows them."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Readings belong to the page that shows somebody.")
    persons: dict[tuple[str, str], Seen] = {}
    for one in seen:
        persons.setdefault(one.person, one)
    whole = {"at": timezone.now(), "actor_id": actor.pk, "organisation_id": actor.organisation_id}
    rows = [reading(one, page=page, request_id=request_id, **whole) for one in persons.values()]
    return Reading.objects.bulk_create(rows)


def reading(seen: Seen, **whole: Any) -> Reading:
    return Reading(
        purpose=seen.purpose.value,
        basis=seen.basis.value,
        surface=seen.surface.value,
        target_type=seen.target_type,
        target_id=seen.target_id,
        target_ref=seen.target_ref,
        case_id=seen.case_id,
        **whole,
    )
