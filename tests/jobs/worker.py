"""A Celery application with kinds of work that exist only to be killed, and a way to start it for real."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from celery import Celery
from django.conf import settings


def build() -> Celery:
    import django
    import time_machine

    from cmm.celery import app

    if wrong := os.environ.get("CMM_TRIAL_CLOCK"):  # seconds by which this worker is ahead
        time_machine.travel(time.time() + int(wrong), tick=True).start()
    django.setup()
    from cmm.jobs.services import register

    @register("tests.slow")
    def slow(job):
        from cmm.core.refs import next_ref

        for step in range(5):
            job.progress(step, 5)
            time.sleep(0.1)
        while job.args.get("never_at_first") and job.fence == 1:
            time.sleep(0.1)
        with job.finishing():
            next_ref("SLOW")

    return app


if os.environ.get("CMM_TEST_WORKER"):
    app = build()


def environment(database: str, lease: int, scratch: Path) -> dict[str, str]:
    """The worker's own login, on the database the test uses."""
    address = urlsplit(os.environ["DATABASE_WORKER_URL"])
    url = urlunsplit(address._replace(path=f"/{database}"))
    return {
        **os.environ,
        "DATABASE_URL": url,
        "CMM_TEST_WORKER": "1",
        "CMM_JOB_LEASE_SECONDS": str(lease),
        "CMM_SWEEP_SECONDS": "1",
        "CMM_SEAL_SECONDS": "1",
        "CMM_ANCHOR_FOLDER": str(settings.CMM_ANCHOR_FOLDER),
        "CMM_FILES_FOLDER": str(settings.CMM_FILES_FOLDER),
        "TMPDIR": str(scratch),
    }


class Worker:
    """A real worker process with its beat, that a test may kill at any moment."""

    def __init__(self, database: str, lease: int, scratch: Path) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tests.jobs.worker", "worker", "--beat", "--concurrency=1"]
        command += ["--without-gossip", "--without-mingle", "--loglevel=WARNING", f"--schedule={scratch}/beat"]
        self.process = subprocess.Popen(
            command,
            cwd=settings.ROOT,
            env=environment(database, lease, scratch),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """As the out-of-memory killer would: no signal handler, no clean-up, children included."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def eventually(condition, seconds=60):
    """Wait until ``condition`` holds; a machine that is busy only makes this slower, never wrong."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
