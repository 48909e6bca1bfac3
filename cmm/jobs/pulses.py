"""Processes that stay say that they are there: one row each, written again and again, and forgotten after two days."""

import logging
import socket
import threading
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from cmm.audit import anchors
from cmm.audit.enums import FindingKind
from cmm.audit.models import Block
from cmm.audit.selectors import findings, head
from cmm.core.context import system
from cmm.jobs.models import Process, Pulse

EVERY = timedelta(seconds=15)
KEPT = timedelta(days=2)

log = logging.getLogger("cmm.jobs")


def say(kind: Process, **told: Any) -> None:
    """This process is there now. ``told`` holds numbers, no names."""
    now, name = timezone.now(), f"{kind.value}@{socket.gethostname()}"
    row = Pulse(name=name[:120], kind=kind, at=now, told=told)
    Pulse.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["kind", "at", "told"]
    )
    Pulse.objects.filter(at__lt=now - KEPT).delete()


def log_as_seen_here() -> dict[str, Any]:
    """How far the log is sealed, anchored and proved: only the worker reads it all, and has the anchors' folder."""
    last, anchored = head(), anchors.last_anchored()
    behind = Block.objects.filter(number__gt=anchored).order_by("number").values_list("sealed_at", flat=True).first()
    proof = findings().get(FindingKind.CHAIN)
    return {
        "sealed": last.number if last else 0,
        "anchored": anchored,
        "unanchored_since": behind.timestamp() if behind else None,
        "faults": proof.told["faults"] if proof else 0,
        "proved_at": proof.at.timestamp() if proof else None,
    }


def keep_saying() -> threading.Event:
    """The worker's own, beside its work; what is set ends it. A database that is away is asked again the next time."""
    stop = threading.Event()
    threading.Thread(target=beat, args=(stop,), daemon=True, name="pulse").start()
    return stop


def beat(stop: threading.Event) -> None:
    while True:
        try:
            with system("pulse"):
                say(Process.WORKER, **log_as_seen_here())
        except (DatabaseError, OSError):
            log.warning("the pulse was not written")
        finally:
            connection.close()
        if stop.wait(EVERY.total_seconds()):
            return
