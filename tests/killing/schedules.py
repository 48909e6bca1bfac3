"""One report under a schedule of mishaps, played out in one process: each seed is a schedule, the same every time.

A killed worker is one that stops in the middle and tidies nothing up: no answer to the broker, no putting back. What it
had not committed is gone, as PostgreSQL has it. Time passes by moving the job's own times into the past.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest import mock

from django.db import transaction
from django.utils import timezone

from cmm.jobs import bell, services
from cmm.jobs.models import Job, JobState
from reports.enums import EditionState
from reports.models import Edition, EditionFile
from reports.rendering.files import DataFile
from reports.services import redraw_edition, request_edition
from tests.factories.accounts import staff

STEPS, MISHAPS, TURNS = 5, 4, 60
PLACES = (*(f"step {number}" for number in range(STEPS)), "before storing", "while storing", "frozen")


class Killed(BaseException):
    """The worker is gone in this very moment."""


class Schedule:
    """Which worker dies where, whose bell is lost, and who asks once more, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.deaths = [self.chance.choice(PLACES) for _death in range(self.chance.randrange(MISHAPS + 1))]
        self.late: list[services.Claimed] = []
        self.place = ""

    def at(self, place: str) -> None:
        """A worker has come to ``place``; it dies where it must."""
        if place == self.place:
            self.place = ""
            raise Killed(place)

    def draw(self, figures: Any, *, number: int, digest: str, stamp: Any, tell: Any) -> list[DataFile]:
        for step in range(STEPS):
            tell(step, STEPS, "da.series")
            self.at(f"step {step}")
        self.at("before storing")
        kinds = [(kind, language) for kind in ("pdf", "csv") for language in ("da", "en")]
        return [DataFile(kind, language, f"report.{kind}", "", digest.encode(), 14) for kind, language in kinds]


def play(seed: int, *, actor: Any, year: int) -> tuple[int, list[str], int]:
    """Editions, their states, and files, once the report is done or the turns are used up."""
    schedule = Schedule(seed)
    with mishaps(schedule):
        edition = request_edition(actor=actor, year=year)
        for _turn in range(TURNS):
            if not take_turn(schedule, edition, actor):
                break
    found = Edition.objects.filter(year=year)
    return len(found), [one.state for one in found], EditionFile.objects.filter(edition__year=year).count()


def take_turn(schedule: Schedule, edition: Edition, actor: Any) -> bool:
    """One thing happens, then time passes. False when there is nothing left to do."""
    job = Job.objects.get(pk=edition.job_id)
    if job.state == JobState.DONE:
        return False
    if job.state == JobState.FAILED:
        redraw_edition(actor=actor, edition=edition)
    schedule.place = schedule.deaths.pop() if schedule.deaths else ""
    if schedule.chance.random() < 0.3:
        request_edition(actor=actor, year=edition.year)  # somebody presses once more
    if schedule.chance.random() < 0.2 and (claimed := services.claim(job.pk)):
        schedule.late.append(claimed)  # a worker that falls asleep with the job in its hands
    elif schedule.chance.random() < 0.8:  # else the bell is lost, and the beat missed
        services.sweep()
    time_passes(job.pk)
    wake(schedule)
    return True


def wake(schedule: Schedule) -> None:
    """A worker that slept through its lease comes back and wants to finish."""
    if schedule.late and schedule.chance.random() < 0.5:
        claimed = schedule.late.pop()
        if services.claim(claimed.pk) is not None:
            time_passes(claimed.pk)
        with mock.patch.object(services, "claim", return_value=claimed), suppress(Killed):
            services.run(claimed.pk)


def time_passes(job_id: int) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(lease_until=past)
    Job.objects.filter(pk=job_id).update(not_before=past)


@contextmanager
def mishaps(schedule: Schedule) -> Iterator[None]:
    """The bell wakes a worker at once, or twice; a killed one puts nothing back."""
    from reports.services import drawing

    real_store, real_freeze = drawing.store, drawing.freeze

    def ring(job_id: int) -> None:
        for _worker in range(schedule.chance.choice((1, 1, 2))):
            with suppress(Killed):
                services.run(job_id)

    def store(*given: Any, **more: Any) -> None:
        real_store(*given, **more)
        schedule.at("while storing")

    def freeze(*given: Any, **more: Any) -> Edition:
        frozen = real_freeze(*given, **more)
        schedule.at("frozen")
        return frozen

    def put_back(claimed: services.Claimed, failure: str) -> None:
        if failure != "Killed":
            real_put_back(claimed, failure)

    real_put_back = services.put_back
    with (
        mock.patch.object(bell, "ring", ring),
        mock.patch.object(bell, "heartbeat", side_effect=lambda *_given, **_more: nullcontext()),
        mock.patch.object(services, "put_back", put_back),
        mock.patch.object(drawing, "draw", schedule.draw),
        mock.patch.object(drawing, "store", store),
        mock.patch.object(drawing, "freeze", freeze),
    ):
        yield


@dataclass(frozen=True)
class Played:
    """How many schedules there were, what they did, and which ended with anything but one whole edition."""

    schedules: int
    deaths: int
    wrong: list[int]

    def __str__(self) -> str:
        lost = f"lost or twice: {len(self.wrong)}{' (seeds ' + str(self.wrong[:10]) + ')' if self.wrong else ''}"
        return f"{self.schedules} schedules in one process with {self.deaths} deaths; {lost}"


def play_all(number: int) -> Played:
    """Every schedule on a register that is put back afterwards; half of them of a year that the worker counts."""
    wrong, deaths = [], 0
    for seed in range(number):
        with transaction.atomic():
            played = play(seed, actor=staff("cmm_statistician"), year=(2021, 2026)[seed % 2])
            transaction.set_rollback(True)
        deaths += len(Schedule(seed).deaths)
        wrong += [seed] if played != (1, [EditionState.DRAWN], 4) else []
    return Played(number, deaths, wrong)
