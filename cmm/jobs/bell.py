"""The bell and the pulse: what touches Celery, threads and connections, and no rule."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.db import connection
from kombu.exceptions import OperationalError

log = logging.getLogger("cmm.jobs")


def ring(job_id: int) -> None:
    """Tell a worker that ``job_id`` waits. A broker that is down loses only the bell, never the job."""
    try:
        current_app.send_task("jobs.run", [job_id])
    except (OperationalError, OSError):
        log.warning("no bell for job %s: the broker does not answer; the sweep rings later", job_id)


@contextmanager
def heartbeat(extend: Callable[[], None], *, every: timedelta) -> Iterator[None]:
    """Extend the lease in the background for as long as the work takes."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(every.total_seconds()):
                extend()
        except Exception:
            log.warning("the pulse of a job stopped")
        finally:
            connection.close()

    pulse = threading.Thread(target=beat, daemon=True, name="job-pulse")
    pulse.start()
    try:
        yield
    finally:
        stop.set()
        pulse.join()
