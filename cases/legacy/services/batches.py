"""A file comes in, is said what its columns hold, is moved in, settled, given up or taken back."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.legacy.assumptions import LONGEST_CELL
from cases.legacy.enums import BatchState
from cases.legacy.models import Batch
from cases.legacy.rules import check_another, check_columns, check_said, check_step
from cases.legacy.selectors import Meant, judged
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.files.sheets import Sheet, read_sheet
from cmm.core.refs import next_ref
from cmm.crypto import vault
from cmm.jobs.services import enqueue

MOVE_IN = "legacy.move_in"


@transaction.atomic
def upload_batch(*, actor: User, content: bytes, sheet: Sheet) -> Batch:
    """The file lies closed in the vault, and nothing of it is in the register yet. Raises ProofWanted."""
    require_role(actor, "legacy.add_batch")
    batch = Batch(
        ref=next_ref("G"),
        organisation=actor.organisation,
        digest=sha256(content).hexdigest(),
        rows=len(sheet.rows),
        uploaded_by=actor,
    )
    vault.put(batch.uuid, content)  # type: ignore[arg-type]
    batch.save(force_insert=True)
    record(actor, AuditAction.LEGACY_UPLOADED, batch, rows=batch.rows)
    return batch


def sheet_of(batch: Batch) -> Sheet:
    """The file as it was sent, read anew. Raises Unreadable."""
    return read_sheet(vault.take(batch.uuid), longest=LONGEST_CELL)  # type: ignore[arg-type]


@transaction.atomic
def map_batch(*, actor: User, batch: Batch, columns: Mapping[str, str], words: Meant) -> Batch:
    """What the columns hold and the words mean is kept, for this file and the next. Raises Conflict."""
    require(actor, "change", batch)
    return with_columns(batch, columns, words)


def with_columns(batch: Batch, columns: Mapping[str, str], words: Meant) -> Batch:
    batch = at_hand(batch, BatchState.RUNNING)
    batch.columns = {name: held for name, held in columns.items() if held}
    batch.words = {column: meant for column, meant in words.items() if meant}
    batch.save(update_fields=["columns", "words"])
    return batch


@transaction.atomic
def start_batch(*, actor: User, batch: Batch, columns: Mapping[str, str], words: Meant, reason: str) -> Batch:
    """Every row that is right becomes a case, by a job. Raises RuleError, Conflict, ProofWanted."""
    require(actor, "change", batch)
    said = check_said(reason)
    check_columns(columns)
    batch = with_columns(batch, columns, words)
    found = judged(actor, sheet_of(batch), batch.columns, batch.words)
    if not found.rows:
        raise RuleError(_("No row can be moved in."), code="nothing_right")
    batch.state, batch.reason = BatchState.RUNNING, said
    batch.started_by, batch.started_at = actor, timezone.now()
    batch.job = enqueue(MOVE_IN, key=f"{MOVE_IN}:{batch.pk}", args={"batch": batch.pk}, actor=actor)
    batch.save(update_fields=["state", "reason", "started_by", "started_at", "job"])
    record(actor, AuditAction.LEGACY_STARTED, batch, rows=len(found.rows), left_out=found.wrong)
    return batch


@transaction.atomic
def settle_batch(*, actor: User, batch: Batch) -> Batch:
    """Somebody has looked at what was moved in; the file goes. Raises Conflict."""
    require(actor, "change", batch)
    batch = at_hand(batch, BatchState.SETTLED)
    return let_go(actor, batch, BatchState.SETTLED, AuditAction.LEGACY_SETTLED)


@transaction.atomic
def drop_batch(*, actor: User, batch: Batch) -> Batch:
    """Nothing of it is moved in; the file goes. Raises Conflict."""
    require(actor, "change", batch)
    batch = at_hand(batch, BatchState.DROPPED)
    return let_go(actor, batch, BatchState.DROPPED, AuditAction.LEGACY_DROPPED)


@transaction.atomic
def reverse_batch(*, actor: User, batch: Batch, reason: str) -> Batch:
    """The cases nobody has worked on since go tonight, with who they are about; the file goes now.

    By another than who moved them in, for a case goes by two. Raises RuleError, Conflict, ProofWanted.
    """
    require(actor, "reverse", batch)
    batch = at_hand(batch, BatchState.REVERSING)
    check_another(by=actor.pk, started_by=batch.started_by_id)
    batch.reversed_reason = check_said(reason)
    batch.reversed_by, batch.reversed_at = actor, timezone.now()
    return let_go(actor, batch, BatchState.REVERSING, AuditAction.LEGACY_REVERSED)


def at_hand(batch: Batch, then: BatchState) -> Batch:
    held: Batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    check_step(now=held.state, then=then)
    return held


def let_go(actor: User, batch: Batch, then: BatchState, act: AuditAction) -> Batch:
    """The row no longer names the file. Killed before it is dropped, the sweep of files without a row drops it."""
    name: Any = batch.uuid
    batch.state, batch.uuid = then, None
    batch.save(update_fields=["state", "uuid", "reversed_reason", "reversed_by", "reversed_at"])
    record(actor, act, batch)
    if name is not None:
        transaction.on_commit(partial(vault.drop, name), robust=True)
    return batch
