"""Every ciphertext comes under the key in use, in small transactions, while the register is used.

What is still to do is read from the rows themselves, so a killed rotation is simply begun again. Tables that only grow
keep what they hold under the keys it was closed with.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Func, Q, QuerySet, Value

from cmm.core.privileges import APPEND_ONLY
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable, head
from cmm.crypto.drawers import DrawersField
from cmm.crypto.fields import BlindIndexField, EncryptedField
from cmm.crypto.keyring import ring

Tell = Callable[[str], None]
BATCH = 100


@dataclass
class Rotated:
    """How one table fared, or the files."""

    table: str
    rotated: int = 0
    left: int = 0
    unreadable: list[str] = field(default_factory=list)


def rotate_all(tell: Tell, batch: int = BATCH) -> list[Rotated]:
    return [rotate(model, tell, batch) for model in closed_models()] + [rotate_files(tell)]


def rotate_files(tell: Tell) -> Rotated:
    """Each file that is closed with an older key is closed anew beside its place, and takes it in one step."""
    told = Rotated("files")
    for name in vault.kept():
        try:
            if vault.is_stale(name):
                vault.close_anew(name)
                told.rotated += 1
        except Unreadable as reason:
            told.left += 1
            told.unreadable.append(f"{name}: {reason}")
    tell(f"{told.table}: {told.rotated}")
    return told


def closed_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if closed_fields(model) and model._meta.db_table not in APPEND_ONLY:
            yield model


def closed_fields(model: type[models.Model]) -> list[EncryptedField | BlindIndexField | DrawersField]:
    kinds = EncryptedField | BlindIndexField | DrawersField
    return [one for one in model._meta.concrete_fields if isinstance(one, kinds)]


def rotate(model: type[models.Model], tell: Tell, batch: int) -> Rotated:
    """Pass after pass, for others write meanwhile, until nothing is left or nothing more can be done."""
    told = Rotated(model._meta.db_table)
    while True:
        moved = one_pass(model, told, tell, batch)
        told.left = stale(model).count()
        if told.left == 0 or moved == 0:
            return told


def one_pass(model: type[models.Model], told: Rotated, tell: Tell, batch: int) -> int:
    """Once through the table in the order of its key; gives how many rows were moved."""
    before, last, told.unreadable = told.rotated, None, []
    while True:
        last = one_batch(model, told, last, batch)
        if last is None:
            return told.rotated - before
        tell(f"{told.table}: {told.rotated}")


@transaction.atomic
def one_batch(model: type[models.Model], told: Rotated, after: Any, batch: int) -> Any:
    """Closes some rows anew; gives the last one's key, or nothing when there were none. All of it or none."""
    rows = stale(model).order_by("pk").select_for_update(of=("self",))
    found = list(rows.filter(pk__gt=after)[:batch] if after else rows[:batch])
    for row in found:
        try:
            close_anew(row)
        except Unreadable as reason:
            told.unreadable.append(str(reason))
        else:
            told.rotated += 1
    return found[-1].pk if found else None


def close_anew(row: models.Model) -> None:
    fields = closed_fields(type(row))
    for one in fields:
        secret = getattr(row, one.attname)
        if secret is not None and isinstance(one, EncryptedField):
            setattr(row, one.attname, secret.reveal())
    row.save(update_fields=[one.name for one in fields])


def stale(model: type[models.Model]) -> QuerySet[Any]:
    """Rows in which a column was closed with another key than the one in use."""
    rows: QuerySet[Any] = model._default_manager.all()
    wanted = []
    for one in closed_fields(model):
        if isinstance(one, DrawersField):
            wanted.append(one.is_stale())
            continue
        mark = head(ring(one.purpose if isinstance(one, EncryptedField) else "index").in_use)
        begins = Func(F(one.attname), Value(1), Value(len(mark)), function="substring", output_field=BYTES)
        rows = rows.alias(**{f"{one.attname}_begins": begins})
        wanted.append(Q(**{f"{one.attname}__isnull": False}) & ~Q(**{f"{one.attname}_begins": mark}))
    return rows.filter(reduce(or_, wanted))


BYTES = models.BinaryField()
