"""Real workers with their beats, a real Redis, a real PostgreSQL, and kill -9 at random moments."""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Count

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.context import system
from cmm.embedded import leftovers
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers
from cmm.jobs.models import Job, JobState
from reports.enums import EditionState
from reports.figures.historical import historical_figures
from reports.models import Edition
from reports.selectors import history
from reports.services import redraw_edition
from reports.services.editions import digest_of, one_at_a_time, promise, same_figures
from tests.factories.accounts import staff
from tests.jobs.worker import Worker

YEARS, FILES = range(2015, 2022), 8
WORKERS, LEASE = 2, 6
KILLS = {"worker": 5, "redis": 2, "database": 1, "flush": 1}
PAUSE = (1.0, 5.0)
MOST_SECONDS = 7200


class Trial:
    """``number`` reports asked for, some twice, while everything is killed; then left in peace until all is done."""

    def __init__(self, number: int, seed: int) -> None:
        self.number, self.chance = number, random.Random(seed)
        self.servers = Servers(Place("kills"))
        self.scratch = Path(tempfile.mkdtemp(prefix="cmm-killing-"))
        self.kills: Counter[str] = Counter()
        self.workers: list[Worker] = []
        self.by_hand, self.took, self.sums = 0, 0.0, (0, 0, 0, 0)

    def run(self) -> None:
        began = time.monotonic()
        self.actor = patiently(lambda: staff("cmm_statistician"))
        figures = {year: historical_figures(year, *patiently(sources_and_counts)) for year in YEARS}
        for _worker in range(WORKERS):
            self.start_worker()
        waiting = list(range(self.number))
        while (waiting or self.unfinished()) and time.monotonic() - began < MOST_SECONDS:
            for _asked in range(min(3, len(waiting))):
                self.ask(waiting.pop(), figures)
            if self.kills.total() < 2 * self.number:
                self.kill()
            time.sleep(self.chance.uniform(*PAUSE))
            self.keep_up()
        self.took = time.monotonic() - began
        for worker in self.workers:
            worker.kill()
        self.sums = patiently(sums)

    def ask(self, number: int, figures: dict[int, Any]) -> None:
        """As the page asks, for figures that are a report of their own; every third reader presses twice."""
        year = YEARS[number % len(YEARS)]
        mine = figures[year] | {"trial": number}
        for _press in range(2 if number % 3 == 0 else 1):
            patiently(lambda: asked(self.actor, year, mine))

    def kill(self) -> None:
        (what,) = self.chance.choices(list(KILLS), list(KILLS.values()))
        self.kills[what] += 1
        if what == "worker":
            self.chance.choice(self.workers).kill()
        elif what == "flush":
            redis.Redis.from_url(settings.REDIS_URL).flushall()
        elif what == "redis":
            slay(leftovers.with_argument(f"unixsocket:{self.servers.redis.socket}"))
            time.sleep(self.chance.uniform(0, 3))
            self.servers.redis.start()
        else:
            slay(leftovers.with_argument(self.servers.postgres.cluster.folder))
            time.sleep(self.chance.uniform(0, 3))
            self.servers.postgres.start()

    def keep_up(self) -> None:
        """What a machine's supervisor does, and what a person does who reads that a drawing gave up."""
        dead = [worker for worker in self.workers if worker.process.poll() is not None]
        for worker in dead:
            self.workers.remove(worker)
            self.start_worker()
        for edition in patiently(given_up):
            patiently(lambda: redraw_edition(actor=self.actor, edition=edition))  # noqa: B023 -- called at once
            self.by_hand += 1

    def start_worker(self) -> None:
        scratch = self.scratch / str(self.kills.total()) / str(len(self.workers))
        scratch.mkdir(parents=True, exist_ok=True)
        self.workers.append(Worker(connection.settings_dict["NAME"], LEASE, scratch))

    def unfinished(self) -> int:
        return int(patiently(lambda: Edition.objects.exclude(state=EditionState.DRAWN).count()))

    @property
    def holds(self) -> bool:
        asked, whole, _waiting, twice = self.sums
        return asked == whole == self.number and twice == 0

    def told(self) -> str:
        asked, whole, waiting, twice = self.sums
        killed = ", ".join(f"{what} {number}" for what, number in sorted(self.kills.items()))
        return (
            f"{self.number} reports, {WORKERS} workers each with its beat; killed: {killed}\n"
            f"editions {asked}, whole with {FILES} files {whole}, waiting when the time was up {waiting}, "
            f"lost {self.number - whole - waiting}, drawn twice {twice}; tried again by hand {self.by_hand}; "
            f"{self.took:.0f} seconds"
        )


def patiently(act: Callable[[], Any]) -> Any:
    """As a reader does whose page did not come: once more, until the database is back."""
    for _try in range(300):
        try:
            with system("campaign"):
                return act()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)
    raise RuntimeError("the database did not come back")


@transaction.atomic
def asked(actor: Any, year: int, figures: dict[str, Any]) -> Edition:
    one_at_a_time(year)
    return same_figures(year, digest_of(figures)) or promise(actor=actor, year=year, figures=figures)


def sources_and_counts() -> tuple[Any, Any]:
    return history.sources(), history.counts()


def given_up() -> list[Edition]:
    return list(Edition.objects.filter(job__in=Job.objects.filter(state=JobState.FAILED)))


def sums() -> tuple[int, int, int, int]:
    """Editions, those that are whole, those a worker would still find, and those the log says were drawn twice."""
    files = Edition.objects.filter(state=EditionState.DRAWN).annotate(stored=Count("files"))
    drawings = Counter(
        AuditEntry.objects.filter(action=AuditAction.EDITION_DRAWN.value).values_list("target_id", flat=True)
    )
    waiting = Edition.objects.filter(job__state__in=[JobState.QUEUED, JobState.RUNNING]).count()
    twice = sum(number > 1 for number in drawings.values())
    return Edition.objects.count(), files.filter(stored=FILES).count(), waiting, twice


def slay(processes: Any) -> None:
    """As the out-of-memory killer would."""
    for process in list(processes):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
