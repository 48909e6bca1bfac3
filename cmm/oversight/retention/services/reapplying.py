"""After a restore: what the ledger outside the database says was destroyed is destroyed again."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from cases.models import Case
from cmm.core.speaking import constraint_of
from cmm.oversight.retention import lines
from cmm.oversight.retention.marks import marks_of
from cmm.oversight.retention.services.carrying import PURPOSE, called, files_in, finish


@dataclass(frozen=True)
class Reapplied:
    """How many cases came back and are gone again, and how many a hold keeps, which somebody must look at."""

    gone: int
    held: int


def reapply(using: str = PURPOSE) -> Reapplied:
    """Raises lines.Forged before anything is done, where a line is not ours."""
    entries = lines.read()
    by_mark = {mark: entry for entry in entries for mark in entry["marks"]}
    gone = held = 0
    for case_id, ref, person in list(Case.objects.order_by("pk").values_list("pk", "ref", "victim__uuid")):
        entry = next((by_mark[mark] for mark in marks_of(ref, person) if mark in by_mark), None)
        if entry is None:
            continue
        try:
            gone += destroy_again(case_id, entry, using)
        except IntegrityError as refused:
            if constraint_of(refused) != "case_is_held":
                raise
            held += 1
    finish(using)
    return Reapplied(gone, held)


def destroy_again(case_id: int, entry: dict[str, Any], using: str) -> bool:
    """Whether it was there: a file that lay in another has gone with it."""
    files = [marks_of(ref, person)[0] for ref, person in files_in(case_id)]
    told = entry | {"marks": entry["marks"] if len(files) == len(entry["marks"]) else files}
    return called("carry_out_again", using, case_id, json.dumps(told)) is not None
