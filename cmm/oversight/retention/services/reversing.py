"""Cases that were moved in by mistake go, by the same login and function as any other that two have said goes."""

import json
from uuid import uuid4

from cases.legacy.enums import BatchState
from cases.legacy.models import Batch, Past
from cmm.oversight.retention.marks import mark_of
from cmm.oversight.retention.services.carrying import PURPOSE, called, files_in, finish


def take_back_all(using: str = PURPOSE) -> int:
    """Every batch that is to be taken back has been, but for cases somebody has worked on. Returns how many went.

    Killed anywhere it goes on where it was: what went is no longer there, and what is left is asked again.
    """
    gone = 0
    for batch in Batch.objects.filter(state=BatchState.REVERSING).order_by("pk"):
        for past in Past.objects.filter(batch=batch).order_by("pk"):
            gone += take_back(past, using)
        finish(using)
        left = Past.objects.filter(batch=batch).count()
        called("is_taken_back", using, batch.pk, batch.made - left)
    return gone


def take_back(past: Past, using: str) -> bool:
    marks = [mark_of(ref, person) for ref, person in files_in(past.case_id)]
    return called("take_back", using, past.pk, uuid4(), json.dumps(marks)) is not None
