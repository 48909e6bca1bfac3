"""What is asked of a restored register before anybody is let in: see ``prove``."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from cases.models import Case
from cmm.audit import anchors
from cmm.audit.models import Block
from cmm.audit.verifying import verify
from cmm.backup.shelf import Damaged, Shelf
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from cmm.crypto.fields import EncryptedField
from cmm.oversight.retention.lines import Forged
from cmm.oversight.retention.services import reapply

SEEN = {model._meta.db_table: model for model in (Block, Case)}
SAMPLE = 50  # values of each closed column, and files


def prove(shelf: Shelf) -> dict[str, Any]:
    """What was destroyed is destroyed again, every file that a row speaks of is brought, the log is whole up to what
    the backup holds of it, and a sample opens. Raises Damaged.
    """
    seen = {name: model._default_manager.count() for name, model in SEEN.items()}
    try:
        done = reapply()
    except Forged as wrong:
        raise Damaged(f"The ledger of destructions is not ours to trust: {wrong}.") from None
    files = bring_files(shelf)
    try:
        newer = cut_anchors()
    except (ValueError, TypeError, KeyError):
        raise Damaged("The log's anchors outside the database cannot be read.") from None
    report = verify()
    if not report.ok:
        raise Damaged(f"The log is not whole: {json.dumps(report.faults[0].told())} and {len(report.faults) - 1} more.")
    newest = newer[-1].sealed_at if newer else ""
    told = asdict(done) | {"entries": report.entries, "newer": len(newer), "newest": newest}
    return told | {"seen": seen, "files": len(files), **opened(files)}


def bring_files(shelf: Shelf) -> list[UUID]:
    """No file comes back whose row has gone; one whose row is there and that the backup lacks is a loss."""
    kept: dict[str, list[tuple[int, str]]] = {}
    for name in shelf.names("files"):
        lying, moment, _mark = name.rpartition("/")[2].rsplit("-", 2)
        kept.setdefault(lying, []).append((int(moment), name))
    wanted = sorted(spoken_of())
    for uuid in wanted:
        bring(shelf, uuid, [name for _moment, name in sorted(kept.get(str(uuid), []), reverse=True)])
    os.sync()
    return wanted


def spoken_of() -> set[UUID]:
    rooms = [model for model in apps.get_models() if getattr(model, "kept_in_vault", False)]
    return {uuid for model in rooms for uuid in model._default_manager.values_list("uuid", flat=True)}


def bring(shelf: Shelf, uuid: UUID, names: list[str]) -> None:
    """The newest that is whole: one that was being laid down when its writer was killed has another beside it."""
    path, broken = vault.path_of(uuid), Damaged(f"The file {uuid} is not in the backup.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in names:
        try:
            with path.open("wb") as target:
                target.writelines(shelf.take(name))
        except Damaged as reason:
            path.unlink()
            broken = reason
        else:
            path.chmod(0o600)
            return
    raise broken


def cut_anchors() -> list[anchors.Anchor]:
    """Lines of blocks that are not in the backup: they are lost, and the chain goes on without them.

    They stay as they were in a file beside. Blocks whose line a crash left out get it now.
    """
    last = Block.objects.aggregate(last=models.Max("number"))["last"] or 0
    newer = [one for one in anchors.anchors(anchors.size()) if one.number > last]
    if newer:
        path = anchors.path()
        whole = path.read_bytes()
        path.with_name(f"{path.name}.before-restore").write_bytes(whole)
        path.write_bytes(
            b"".join(line for line in whole.splitlines(keepends=True) if json.loads(line)["number"] <= last)
        )
    anchors.anchor()
    return newer


def opened(files: list[UUID]) -> dict[str, int]:
    values = 0
    try:
        for secret in closed_values():
            secret.reveal()
            values += 1
        for name in files[:: max(1, len(files) // SAMPLE)]:
            vault.take(name)
    except Unreadable as reason:
        raise Damaged(f"The keyring does not open what was restored: {reason}") from None
    return {"values": values, "opened": len(files[:: max(1, len(files) // SAMPLE)])}


def closed_values() -> Iterator[Any]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedField):
                rows = model._default_manager.filter(**{f"{field.attname}__isnull": False}).order_by("?")
                yield from (getattr(row, field.attname) for row in islice(rows[:SAMPLE], SAMPLE))
