"""What every table is made of, from the database's own catalogue and the models, and what of it does not leave."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connections

from cmm.core.tables import TABLES
from cmm.crypto.drawers import DrawersField
from cmm.crypto.fields import BlindIndexField, EncryptedField

# Live log-ins, known by the digest of what opens them: of these tables only the number of rows leaves.
KEPT_BACK = {"accounts_guess", "accounts_session", "accounts_ticket"}
# What somebody proves who they are with. It is worth nothing elsewhere, and a lot to whoever finds it.
CREDENTIALS = {
    "accounts_device": {"token_hash"},
    "accounts_invitation": {"token_hash"},
    "accounts_passkey": {"credential_id", "public_key"},
    "accounts_recoverycode": {"code_hash"},
    "accounts_totp": {"secret"},
    "accounts_user": {"password"},
    "identification_calendarkey": {"key_hash"},
    "outreach_phone": {"token_hash"},
}
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
KEY = """
SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i
CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place)
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
WHERE i.indisprimary AND i.indrelid = %s::regclass
"""
LEADS = """
SELECT c.conname::text, array_agg(a.attname::text ORDER BY k.place), c.confrelid::regclass::text,
    array_agg(b.attname::text ORDER BY k.place)
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(near, far, place)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.near
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.far
WHERE c.contype = 'f' AND c.conrelid = %s::regclass GROUP BY c.oid, c.conname, c.confrelid ORDER BY c.conname
"""


@dataclass(frozen=True)
class Closed:
    """A column the database cannot read: its field, and the column of the uuid it is bound to."""

    field: Any
    bound_to: str


@dataclass(frozen=True)
class Table:
    name: str
    holds: str
    columns: list[dict[str, Any]]
    key: list[str]
    leads: list[dict[str, Any]]
    files: str = ""  # the column that names a file
    closed: dict[str, Closed] = field(default_factory=dict)

    @property
    def kept_back(self) -> bool:
        return self.name in KEPT_BACK

    @property
    def left_out(self) -> list[str]:
        return [column["name"] for column in self.columns if column.get("left_out")]

    def told(self) -> dict[str, Any]:
        """As the export describes it."""
        return {
            "holds": self.holds, "kept_back": self.kept_back, "key": self.key, "columns": self.columns,
            "foreign_keys": self.leads, "files": self.files,
        }  # fmt: skip


def tables(using: str) -> list[Table]:
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    with connections[using].cursor() as cursor:
        return [table(cursor, name, models.get(name)) for name in sorted(TABLES)]


def table(cursor: Any, name: str, model: Any) -> Table:
    fields = {one.column: one for one in model._meta.concrete_fields if one.column} if model else {}
    closed = {
        column: Closed(one, model._meta.get_field(one.row).column if one.row != "pk" else model._meta.pk.column)
        for column, one in fields.items()
        if isinstance(one, EncryptedField) and column not in CREDENTIALS.get(name, ())
    }
    cursor.execute(COLUMNS, [name])
    columns = [told(name, column, kind, null, fields.get(column)) for column, kind, null in cursor.fetchall()]
    cursor.execute(KEY, [name])
    key = cursor.fetchone()[0]
    cursor.execute(LEADS, [name])
    leads = [
        {"name": constraint, "columns": near, "table": other, "refers_to": far}
        for constraint, near, other, far in cursor.fetchall()
    ]
    files = "uuid" if getattr(model, "kept_in_vault", False) else ""
    return Table(name, TABLES[name].value, columns, key, leads, files, closed)


def told(table: str, column: str, kind: str, null: bool, one: Any) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column, "type": kind, "null": null}
    if column in CREDENTIALS.get(table, ()):
        described["left_out"] = "credential"
    elif isinstance(one, BlindIndexField | DrawersField):
        described["left_out"] = "made of the other columns, with a key that stays"
    elif isinstance(one, EncryptedField):
        described["was_encrypted"] = True
    return described
