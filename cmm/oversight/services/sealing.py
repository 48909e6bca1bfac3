"""Work of the log that is done by itself."""

from django.db import transaction
from django.utils import timezone

from cmm.audit import sealing
from cmm.audit.anchors import Anchor, anchor
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue

SEAL = "audit.seal"


@transaction.atomic
def promise_sealing(using: str = "default") -> Job | None:
    """Where something waits to be sealed, it is promised once a minute, however often somebody rings."""
    if not sealing.is_due(using):
        return None
    minute = timezone.now().strftime("%Y-%m-%dT%H:%M")
    return enqueue(SEAL, key=f"{SEAL}:{minute}", args={})


def seal_log(job: Claimed) -> None:
    """Seal what waits, then anchor it; a block that a crash left without an anchor gets it with the next."""
    with job.finishing():
        blocks = sealing.seal()
    numbers = {block.number for block in blocks}
    note_late([one for one in anchor() if one.number not in numbers])


def note_late(late: list[Anchor]) -> None:
    """Nobody but a crash leaves blocks without anchors: that it happened is an event of its own."""
    if late:
        note_event(EventKind.REANCHORED, subject=f"{late[0].number}-{late[-1].number}")
