"""Columns whose values the database cannot read, each bound to the uuid of its row.

    names = EncryptedField(purpose="identity", null=True)      # any JSON value, in bytea
    number_index = BlindIndexField(of="cpr", null=True)        # follows the property ``cpr`` on every save

What an attribute gives is a ``Secret``: it prints as dots and opens only for ``reveal()``, which no template can call.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from cmm.crypto.blind_index import blind_index, blind_indexes
from cmm.crypto.cipher import Opener, decrypt, encrypt, place

MASK = "••••••"
# Lengths tell names apart; blanks after a JSON value mean nothing.
ROUNDED_TO = 64


class Sealed(bytes):
    """A ciphertext as it lies in the database."""


@dataclass(frozen=True)
class Unsealed:
    """A value on its way in, as JSON; it is closed when its row is saved."""

    text: str = field(repr=False)


@dataclass(frozen=True, eq=False)
class Secret:
    """One value of one row, closed until somebody asks."""

    column: "EncryptedField" = field(repr=False)
    bound_to: str = field(repr=False)
    content: Sealed | Unsealed = field(repr=False)

    def reveal(self) -> Any:
        """The value. Raises ``Unreadable`` where it does not belong to this row or the key is not held."""
        if isinstance(self.content, Unsealed):
            return json.loads(self.content.text)
        return json.loads(decrypt(self.content, purpose=self.column.purpose, bound_to=self.bound_to))

    # Django's templates call whatever can be called, unless it says that it changes something.
    reveal.alters_data = True  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return MASK

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not kept anywhere but in its row.")


def reveal_many(column: "EncryptedField", sealed: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Any]]:
    """The values of one column in many rows, each by the uuid it is bound to. Raises ``Unreadable``."""
    opened, beside = Opener(column.purpose).open, f"{column.model._meta.db_table}.{column.attname}:"
    read = json.JSONDecoder().raw_decode  # what follows the value is blanks: they were put there
    for row, content in sealed:
        yield row, read(opened(content, beside + row).decode())[0]


class SecretAttribute(DeferredAttribute):
    """Hands out ``Secret``; takes plain values, or what was read from this very row."""

    field: "EncryptedField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        content = super().__get__(instance, cls)
        if instance is None or content is None:
            return content
        return Secret(self.field, self.field.place_in(instance), content)

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.content_of(instance, value)

    def content_of(self, instance: Any, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        if not isinstance(value, Secret):
            return Unsealed(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        if value.bound_to != self.field.place_in(instance):
            raise TypeError("A secret of another row is revealed before it is written here.")
        return value.content


class EncryptedField(models.BinaryField):  # type: ignore[type-arg]
    """Any JSON value, closed with a key of ``purpose`` and bound to the uuid in the attribute ``row``."""

    descriptor_class = SecretAttribute

    def __init__(self, *args: Any, purpose: str, row: str = "pk", **kwargs: Any) -> None:
        self.purpose, self.row = purpose, row
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"purpose": self.purpose, "row": self.row}

    def place_in(self, instance: Any) -> str:
        row = getattr(instance, self.row)
        if not isinstance(row, UUID):
            raise TypeError(f"{self.name} is bound to a uuid, and {self.row} of this row is none.")
        return place(self.model._meta.db_table, self.attname, row)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Close what is new; what was closed before is written as it was read."""
        content = model_instance.__dict__.get(self.attname)
        if isinstance(content, Unsealed):
            content = self.sealed(content.text, self.place_in(model_instance))
            model_instance.__dict__[self.attname] = content
        return content

    def sealed(self, text: str, bound_to: str) -> Sealed:
        plain = text.encode()
        rounded = plain + b" " * (-len(plain) % ROUNDED_TO)
        return Sealed(encrypt(rounded, purpose=self.purpose, bound_to=bound_to))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, Sealed):
            return super().get_db_prep_value(value, connection, prepared)
        raise TypeError(f"{self.name} is written by saving its row, which closes it.")

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether it is there may be asked; what it is may not."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj: Any) -> NoReturn:
        raise TypeError(f"{self.name} does not leave its table.")


class BlindIndexField(models.BinaryField):  # type: ignore[type-arg]
    """The keyed index of what the attribute ``of`` gives: text, or nothing. Written on every save."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    @property
    def key_column(self) -> str:
        return f"{self.model._meta.db_table}.{self.attname}"

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        value = getattr(model_instance, self.of)
        index = blind_index(value, column=self.key_column) if value else None
        setattr(model_instance, self.attname, index)
        return index

    def all_of(self, value: str) -> list[bytes]:
        """For a search: ``filter(number_index__in=field.all_of(number))``."""
        return blind_indexes(value, column=self.key_column)
