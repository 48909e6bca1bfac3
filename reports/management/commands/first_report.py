import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from cmm.accounts.models import User
from cmm.core.commands import SystemCommand
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import sweep
from reports.enums import EditionState
from reports.models import Edition, HistoricalCount
from reports.services import load_history, publish_edition, request_edition

YEAR = 2021
STATISTICIAN = "cmm_statistician@demo.test"


class Command(SystemCommand):
    help = "Have the worker draw the report of 2021, publish it, and put the PDF where it is found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=int, default=180, help="how long to wait for the worker")

    def handle(self, *_args: Any, **options: Any) -> None:
        actor = User.objects.filter(email=STATISTICIAN).first()
        if actor is None:
            raise CommandError("The demonstration has no statistician. Load it first: ./dev run")
        if not HistoricalCount.objects.exists():
            load_history()
        edition = request_edition(actor=actor, year=YEAR)
        self.wait(edition.job_id, options["seconds"])
        edition.refresh_from_db()
        if edition.state == EditionState.DRAWN:
            publish_edition(actor=actor, edition=edition)
        self.stdout.write(f"The report of {YEAR}: {self.keep(edition)}")

    def wait(self, job_id: int, seconds: int) -> None:
        """Tell each new step of the worker until it is done."""
        told, until = "", time.monotonic() + seconds
        while (job := Job.objects.get(pk=job_id)).state != JobState.DONE:
            if job.state == JobState.FAILED or time.monotonic() > until:
                raise CommandError(f"The report of {YEAR} was not drawn: {job.failure or 'no worker answers'}.")
            if job.step != told:
                told = job.step
                self.stdout.write(f"  drawing the report of {YEAR}: {job.done} of {job.total} ({told})")
                self.stdout.flush()
            if job.state == JobState.QUEUED:
                sweep()
            time.sleep(0.5)

    def keep(self, edition: Edition) -> Path:
        file = edition.files.get(kind="pdf", language="da")
        path = Path(settings.ROOT) / ".local" / "reports" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        return path
