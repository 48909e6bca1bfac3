import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.services.activities import CourseFacts, record_activity
from cmm.accounts.models import User
from cmm.core.commands import SystemCommand
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import sweep
from reports.enums import EditionState, ReturnKind, SubmissionState
from reports.models import Edition, HistoricalCount
from reports.rules import FIRST_LIVE_YEAR
from reports.services import (
    approve_edition,
    load_history,
    promise_overview,
    publish_edition,
    release_submission,
    release_table,
    request_edition,
    request_submission,
)

YEAR = 2021
STATISTICIAN, COORDINATOR, CASEWORKER = (
    f"cmm_{role}@demo.test" for role in ("statistician", "coordinator", "caseworker")
)

PATIENCE = 20  # seconds before every due job is rung for again; more often, and a busy worker hears nothing else
TABLES = (("identified", "sex", "form"), ("visits", "organisation", "quarter"), ("stays", "shelter", "quarter"))
WHY = {
    "why_da": "Et kursus i december var ikke skrevet ind, da rapporten blev gjort op.",
    "why_en": "A course of December had not been written down when the report was made.",
}


class Command(SystemCommand):
    help = "Have the worker draw the report of 2021, publish it, and put the PDF where it is found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=int, default=600, help="how long to wait for the worker, each time")
        parser.add_argument("--live", action="store_true", help="a year of the register too, and a correction of it")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not User.objects.filter(email=STATISTICIAN).exists():
            raise CommandError("The demonstration has no statistician. Load it first: ./dev run")
        if not HistoricalCount.objects.exists():
            load_history()
        promise_overview()
        edition = self.published(YEAR, options["seconds"])
        if options["live"]:
            self.published(FIRST_LIVE_YEAR, options["seconds"])
            late_course()
            self.returned(self.published(FIRST_LIVE_YEAR, options["seconds"], **WHY), options["seconds"])
            for population, down, across in TABLES:
                self.table_of_its_own(population, down, across)
        self.stdout.write(f"The report of {YEAR}: {self.keep(edition)}")

    def published(self, year: int, seconds: int, **why: str) -> Edition:
        """Asked for by the statistician, reviewed and published by the coordinator."""
        edition = self.after(request_edition(actor=person(STATISTICIAN), year=year, **why), seconds)
        if edition.state == EditionState.DRAWN:
            edition = self.after(approve_edition(actor=person(COORDINATOR), edition=edition), seconds)
        if edition.state == EditionState.SEALED:
            edition = publish_edition(actor=person(COORDINATOR), edition=edition)
        return edition

    def returned(self, edition: Edition, seconds: int) -> None:
        """To UNODC, and released by the coordinator; to the Commission, and waiting for somebody to release it."""
        if edition.state == EditionState.PUBLISHED:
            for kind in ReturnKind:
                asked = request_submission(actor=person(STATISTICIAN), kind=kind, edition=edition)
                submission = self.after(asked, seconds)
                if kind == ReturnKind.GLOTIP and submission.state == SubmissionState.READY:
                    release_submission(actor=person(COORDINATOR), submission=submission)

    def after(self, edition: Any, seconds: int) -> Any:
        """The edition, or the return, when the worker has done its job, each new step of which is told."""
        told, until = "", time.monotonic() + seconds
        rung = time.monotonic()
        while (job := Job.objects.get(pk=edition.job_id)).state != JobState.DONE:
            if job.state == JobState.FAILED or time.monotonic() > until:
                raise CommandError(f"The report of {edition.year}: {job.failure or 'no worker answers'}.")
            if job.step != told:
                told = job.step
                self.stdout.write(f"  drawing the report of {edition.year}: {job.done} of {job.total} ({told})")
                self.stdout.flush()
            if job.state == JobState.QUEUED and time.monotonic() > rung + PATIENCE:
                sweep()
                rung = time.monotonic()
            time.sleep(0.5)
        edition.refresh_from_db()
        return edition

    def table_of_its_own(self, population: str, down: str, across: str) -> None:
        """Between the reports the statistician crosses what the edition counted, if enough is left to show."""
        said = {"population": population, "down": down, "across": across}
        try:
            table = release_table(actor=person(STATISTICIAN), year=FIRST_LIVE_YEAR, **said)
        except ValidationError as refused:
            self.stdout.write(f"  {' '.join(refused.messages)}")
        else:
            self.stdout.write(f"  released: {table.ref}")

    def keep(self, edition: Edition) -> Path:
        file = edition.files.get(kind="pdf", language="da")
        path = Path(settings.ROOT) / ".local" / "reports" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        return path


def person(email: str) -> User:
    return User.objects.select_related("organisation").get(email=email)


def late_course() -> None:
    """A course of the first live year that nobody had written down: two of its printed numbers change."""
    kind = Code.objects.get(list=CodeList.ACTIVITY_KIND, code="course")
    audience = Code.objects.filter(list=CodeList.ACTIVITY_AUDIENCE).order_by("position").first()
    facts = CourseFacts(kind, date(FIRST_LIVE_YEAR, 12, 12), audience, "Tegn på menneskehandel", 24, Decimal("3"))
    record_activity(actor=person(CASEWORKER), submission_key=UUID(int=FIRST_LIVE_YEAR), facts=facts)
