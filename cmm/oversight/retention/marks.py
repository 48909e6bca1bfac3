"""By what a case is known again that is no longer there: keyed digests, worth nothing without the keyring."""

from uuid import UUID

from cmm.crypto.blind_index import blind_index, blind_indexes

COLUMN = "retention_ledgerentry.marks"


def said(ref: str, person: UUID) -> str:
    """A number may be given anew after a restore, and the person's uuid never is."""
    return f"{ref}|{person}"


def mark_of(ref: str, person: UUID) -> str:
    return blind_index(said(ref, person), column=COLUMN).hex()


def marks_of(ref: str, person: UUID) -> list[str]:
    """All that it may be known by, whichever key was in use."""
    return [mark.hex() for mark in blind_indexes(said(ref, person), column=COLUMN)]


def seal_of(line: str) -> str:
    """Who cannot make this has not written the line."""
    return blind_index(line, column=f"{COLUMN} line").hex()


def is_sealed(line: str, seal: str) -> bool:
    return seal in [one.hex() for one in blind_indexes(line, column=f"{COLUMN} line")]
