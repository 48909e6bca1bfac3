"""The streams as the chain reads them: which columns of a row are sealed, and how they become bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cmm.audit.enums import Stream


@dataclass(frozen=True)
class Layout:
    """The columns of one table in the order they are sealed in. The first is the key, the second the moment."""

    table: str
    columns: tuple[str, ...]

    @property
    def text(self) -> str:
        """The row as JSON, the same whatever the server's time zone."""
        moment = {"at": "extract(epoch FROM at)"}
        return f"jsonb_build_array({', '.join(moment.get(name, name) for name in self.columns)})::text"


@dataclass(frozen=True)
class Row:
    """One row of a stream: its key, its moment as seconds, and what is known of it once it is sealed."""

    id: int
    at: float
    digest: bytes


WHO = ("id", "at", "actor_id", "organisation_id")
TARGET = ("target_type", "target_id", "target_ref")
# A stream whose table gets new columns gets a further layout; blocks sealed before keep the one they name, from 1.
LAYOUTS: dict[str, tuple[Layout, ...]] = {
    Stream.ACT: (Layout("audit_auditentry", (*WHO, "action", *TARGET, "case_ref", "purpose", "details")),),
    Stream.CHANGE: (
        Layout(
            "audit_change",
            (
                *WHO,
                "login",
                "reason",
                "request_id",
                "table_name",
                "row_id",
                "case_ref",
                "operation",
                "columns",
                "digest",
            ),
        ),
    ),
    Stream.READING: (
        Layout(
            "audit_reading",
            (*WHO, "purpose", "basis", "surface", "page", *TARGET, "case_id", "request_id", "shown", "criterion_id"),
        ),
    ),
    Stream.EVENT: (Layout("audit_securityevent", (*WHO, "kind", "subject")),),
    # Kept by cmm.oversight.unusual: which readings somebody was asked about, and what they answered.
    Stream.UNUSUAL: (Layout("unusual_entry", (*WHO, "week", "case_id", "case_ref", "reasons", "asked", "facts")),),
    Stream.SAYING: (Layout("unusual_saying", (*WHO, "entry_id", "kind", "errand", "words")),),
    Stream.DESTRUCTION: (Layout("audit_destruction", (*WHO, "part", "row_id", "reason")),),
}
GONE = bytes(32)  # the digest of a row that was gone before it could be sealed


def layout_of(stream: str, number: int) -> Layout:
    return LAYOUTS[stream][number - 1]


def newest(stream: str) -> int:
    return len(LAYOUTS[stream])


def rows(cursor: Any, stream: str, number: int, ids: Iterable[int]) -> dict[int, Row]:
    """The rows of ``stream`` with these keys, as many as there are."""
    layout = layout_of(stream, number)
    cursor.execute(
        f"SELECT id, extract(epoch FROM at)::float8, {layout.text} FROM {layout.table} WHERE id = ANY(%s)",  # noqa: S608 -- names of this module
        [list(ids)],
    )
    return {key: Row(key, at, digest_of(stream, number, text)) for key, at, text in cursor.fetchall()}


def digest_of(stream: str, number: int, text: str) -> bytes:
    return sha256(f"{stream} {number} {text}".encode()).digest()
