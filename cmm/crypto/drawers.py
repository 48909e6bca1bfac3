"""Finding a row by words that are nearly unique: each in one of four million drawers, chosen by a keyed hash.

A drawer holds by chance what has nothing to do with each other, so what lies in it is opened and compared;
and that two rows share one proves nothing to whoever reads the database.
"""

import hmac
import zlib
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cmm.crypto.cipher import head
from cmm.crypto.keyring import KEY_BYTES, Key, ring

BITS = 22


def drawers_of(words: Iterable[str], *, key: Key, column: str) -> list[int]:
    of_column = HKDFExpand(SHA256(), KEY_BYTES, f"cmm drawers {column}".encode()).derive(key.secret)
    return sorted({int.from_bytes(hmac.digest(of_column, one.encode(), sha256)[:4]) >> 32 - BITS for one in words})


def mark_of(key: Key) -> int:
    """Which key chose a row's drawers: no drawer, for it is below nought."""
    return -1 - (zlib.crc32(head(key)) >> 1)


class DrawersField(ArrayField):  # type: ignore[type-arg]
    """The drawers of the words that the attribute ``of`` gives, behind the mark of their key. Written on every save."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(models.IntegerField(), **{"null": True, "blank": True, "editable": False} | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("base_field", None)
        return name, path, args, kwargs | {"of": self.of}

    @property
    def key_column(self) -> str:
        return f"{self.model._meta.db_table}.{self.attname}"

    def pre_save(self, model_instance: Any, add: bool) -> list[int]:
        key = ring("index").in_use
        chosen = [mark_of(key), *drawers_of(getattr(model_instance, self.of), key=key, column=self.key_column)]
        setattr(model_instance, self.attname, chosen)
        return chosen

    def all_of(self, words: Iterable[str]) -> list[int]:
        """For a search: while keys are rotated, old and new stand side by side."""
        asked = list(words)
        found = (drawers_of(asked, key=key, column=self.key_column) for key in ring("index").keys.values())
        return sorted({one for each in found for one in each})

    def is_stale(self) -> Q:
        """Rows whose drawers another key than the one in use chose."""
        in_use = Q(**{f"{self.attname}__contains": [mark_of(ring("index").in_use)]})
        return Q(**{f"{self.attname}__isnull": False}) & ~in_use
