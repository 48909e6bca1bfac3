"""Beat's own clock: as Celery's, and each time it has looked for what is due it leaves a mark.

Two marks: a file its container's health check looks at, and a row by which everybody else misses it.
"""

import logging
import tempfile
import time
from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler
from django.db import DatabaseError, connection

from cmm.jobs import pulses
from cmm.jobs.models import Process

LOOKED = "beat-looked"

log = logging.getLogger("cmm.jobs")


class Ringer(PersistentScheduler):
    said = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        again = float(super().tick(*args, **kwargs))
        self.leave_marks()
        # Nothing may be due for minutes, and it is still there.
        return min(again, pulses.EVERY.total_seconds())

    def leave_marks(self) -> None:
        if time.monotonic() - self.said < pulses.EVERY.total_seconds():
            return
        self.said = time.monotonic()
        Path(tempfile.gettempdir(), LOOKED).touch()
        try:
            pulses.say(Process.BEAT)
        except DatabaseError:
            log.warning("the pulse of beat was not written")
        finally:
            connection.close()
