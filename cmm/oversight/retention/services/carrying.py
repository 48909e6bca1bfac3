"""What two approved is carried out, by the one login that may destroy. No process that stays has it.

In the log the case's number stays, in entries that were written while it lived: they are sealed, and a chain whose
links were rewritten would prove nothing. New entries do not hold an opaque id in its place either, for the log is
asked by number (who saw my case, what was done in it) by those who do not see the case. Without the case the number is
a year and a serial: no row, file, history or draft of the register says whose it was, the ledger knows it by a keyed
digest only, and the same number is never given again. What still can say it is paper outside the register, which has
it anyhow.

Killed anywhere it is done again: rows and ledger go and come in one transaction, then the line outside the database is
written, then the files are dropped, and each of the three asks what is left to do.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, transaction

from cases.models import Case
from cmm.core.context import Context, enter
from cmm.crypto import vault
from cmm.oversight.retention import lines
from cmm.oversight.retention.marks import mark_of
from cmm.oversight.retention.models import Destruction, LedgerEntry
from cmm.oversight.retention.models.destruction import APPROVED

PURPOSE = "destruction"
AT_ONCE = 1_000  # contacts of one transaction


def carry_out_all(using: str = PURPOSE) -> int:
    """Old contacts of outreach are gone. Every case that two approved is gone, with its files, and stands
    in the ledger here and outside; held ones and ones that were taken up again stay. Returns how many cases went.
    """
    finish(using)
    while called("erase_contacts", using, AT_ONCE) == AT_ONCE:
        pass
    gone, failed = 0, None
    for destruction in Destruction.objects.filter(APPROVED).order_by("settled_at", "pk"):
        try:
            gone += carry_out(destruction, using)
        except DatabaseError as refused:  # of one case, and the others go all the same
            failed = refused
        finish(using)
    if failed:
        raise failed
    return gone


def carry_out(destruction: Destruction, using: str = PURPOSE) -> bool:
    """Whether the case went; not where a hold or somebody who took the case up again came first."""
    marks = [mark_of(ref, person) for ref, person in files_in(destruction.case_id)]
    return called("carry_out", using, destruction.pk, json.dumps(marks)) is not None


def files_in(case_id: int) -> Iterable[tuple[str, UUID]]:
    """The case and those that lie in it."""
    rows = Case.objects.extra(where=["cases_case.id = ANY (sec.files_in(%s))"], params=[case_id])
    return rows.order_by("pk").values_list("ref", "victim__uuid")


def called(function: str, using: str, *arguments: Any) -> Any:
    marks = ", ".join(["%s"] * len(arguments))
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        enter(Context(None, PURPOSE), using=using)
        cursor.execute(f"SELECT sec.{function}({marks})", list(arguments))
        return cursor.fetchone()[0]


def finish(using: str = PURPOSE) -> None:
    """Every entry has its line outside the database, and what it names lies in no folder."""
    lines.write([told(entry) for entry in LedgerEntry.objects.order_by("destroyed_at", "pk")])
    for entry in LedgerEntry.objects.exclude(files_left=[]):
        for name in entry.files_left:
            vault.drop(name)
        called("files_are_gone", using, entry.pk, entry.files_left)


def told(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "id": str(entry.pk),
        "marks": entry.marks,
        "basis": entry.basis,
        "proposed_by": entry.proposed_by_id,
        "approved_by": entry.approved_by_id,
        "approved_at": entry.approved_at.isoformat(),
        "destroyed_at": entry.destroyed_at.isoformat(),
        "rows": entry.counts,
    }
