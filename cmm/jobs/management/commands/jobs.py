from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from cmm.core.commands import SystemCommand
from cmm.core.errors import RuleError
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import retry

SHOWN = 50


class Command(SystemCommand):
    help = "The jobs that wait, run or were given up, the oldest first: number, kind, state, age, tries, failure."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", type=int, metavar="NUMBER", help="start this one again, which was given up")
        parser.add_argument("--by", default="", metavar="ADDRESS", help="who starts it, for the log")

    def handle(self, **options: Any) -> None:
        if options["retry"]:
            self.start(options["retry"], options["by"])
        now = timezone.now()
        waiting = Q(state__in=[JobState.QUEUED, JobState.RUNNING, JobState.FAILED])
        for job in Job.objects.filter(waiting).order_by("not_before")[:SHOWN]:
            age = (now - job.not_before).total_seconds()
            self.stdout.write(
                f"{job.pk} {job.kind} {job.state} {age:.0f} s, {job.attempts} tries {job.failure}".rstrip()
            )
        self.stdout.write(f"{Job.objects.filter(waiting).count()} jobs")

    def start(self, number: int, address: str) -> None:
        actor = get_user_model().objects.filter(email__iexact=address, is_active=True).first()
        if actor is None:
            raise CommandError("--by names nobody with an open account.")
        try:
            retry(actor=actor, job_id=number)
        except (Job.DoesNotExist, RuleError):
            raise CommandError(f"Job {number} was not given up.") from None
