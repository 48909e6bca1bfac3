"""Plugs pulled at seeded moments: jobs promised and forms sent while any process dies, then a slow database, a clock an
hour wrong and a full disk. In the end every job is done once, every form that answered stands there once.
"""

import random
import time
from collections import Counter

from django.db import connections, transaction

from cmm.audit import anchors, sealing
from cmm.audit.verifying import verify
from cmm.core.context import Context, acting, system
from cmm.core.models import RefCounter
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import enqueue, retry
from tests.factories.accounts import staff
from tests.killing.processes import patiently
from tests.killing.writer import AtWork, Writer

KILLS = {"worker": 4, "beat": 3, "web": 2, "web's worker": 4, "database": 3, "redis": 2, "flush": 2}
KIND, MOST_SECONDS, FREE = "tests.slow", 3600, 8 << 20
FULL, SLOW, CLOCK, GONE = (
    "Der er ikke plads til mere i registret", "Registret er for langsomt lige nu", "Registrets ur går forkert",
    "Registret svarer ikke lige nu",
)  # fmt: skip


class Trial:
    """On a ground that is started; ``kills`` is how many plugs are pulled, of each kind one where they suffice."""

    def __init__(self, ground, jobs, kills, seed, pause=(0.5, 3.0), thoroughly=True):
        self.ground, self.jobs, self.kills, self.chance, self.pause = ground, jobs, kills, random.Random(seed), pause
        self.pulled, self.by_hand, self.seen, self.thoroughly = Counter(), 0, {}, thoroughly

    def run(self):
        began = time.monotonic()
        self.actor = patiently(lambda: staff("cmm_coordinator"))
        self.writer = patiently(lambda: Writer(self.ground.port))
        assert self.writer.insist(), self.writer.answers
        at_work = AtWork(self.writer)
        at_work.start()
        self.pull_plugs()
        at_work.stop()
        self.leave_in_peace()
        self.slow_database()
        self.wrong_clock()
        self.leave_in_peace()
        self.full_disk()
        self.took = time.monotonic() - began

    def schedule(self):
        """Which plugs, in which order."""
        kinds = list(KILLS)
        chosen = self.chance.choices(kinds, list(KILLS.values()), k=max(0, self.kills - len(kinds)))
        plugs = [*kinds[: self.kills], *chosen]
        self.chance.shuffle(plugs)
        return plugs

    def pull_plugs(self):
        plugs, waiting = self.schedule(), list(range(self.jobs))
        while plugs or waiting:
            for _job in range(min(len(waiting), 1 + self.jobs // max(1, self.kills))):
                number = waiting.pop()
                patiently(lambda: promised(number))  # noqa: B023 -- called at once
            time.sleep(self.chance.uniform(*self.pause))
            if plugs:
                plug = plugs.pop()
                self.ground.kill(plug, self.chance)
                self.pulled[plug] += 1
            self.ground.keep_up()

    def leave_in_peace(self):
        """Somebody reads that a job gave up, and starts it again."""
        end = time.monotonic() + MOST_SECONDS
        while (left := patiently(lambda: list(unfinished()))) and time.monotonic() < end:
            for job in left:
                if job.state == JobState.FAILED:
                    patiently(lambda job=job: retry(actor=self.actor, job_id=job.pk))
                    self.by_hand += 1
            self.ground.keep_up()
            time.sleep(0.3)
        assert self.writer.insist(), self.writer.answers

    def slow_database(self):
        self.ground.line.delay = 1.0
        self.seen[SLOW] = self.writer.post()
        self.ground.line.delay = 0.0
        assert self.writer.insist()

    def wrong_clock(self):
        for wrong in (3600, -3600):
            self.ground.clock.write_text(str(wrong))
            self.seen[CLOCK] = self.writer.post()
            self.ground.clock.unlink()
        assert self.writer.insist()

    def full_disk(self):
        """Until a page says so, then until the server itself dies of it; and again once there is room."""
        if not self.ground.onto_a_small_disk(FREE):
            self.seen["no small disk could be mounted here"] = ""
            return
        assert self.writer.insist()
        self.ground.fill()
        for _form in range(400):
            self.seen[FULL] = self.writer.post()
            if self.seen[FULL] == FULL:
                break
        if self.thoroughly:
            self.ground.use_up_the_log()
            self.seen[GONE] = self.writer.post()
        (self.ground.small / "ballast").unlink()
        assert self.writer.insist()

    def judged(self):
        """What is wrong, nothing where all holds."""
        for alias in connections:
            connections[alias].close()  # to a server that has been stopped meanwhile
        with system("campaign"):
            return self.wrong()

    def wrong(self):
        done = Job.objects.filter(kind=KIND, state=JobState.DONE).count()
        results = RefCounter.objects.filter(prefix="SLOW").values_list("last", flat=True).first() or 0
        lost, twice = self.writer.judged()
        log = proven()
        found = {
            "jobs lost": self.jobs - done, "jobs done twice": results - done, "forms lost": lost, "forms twice": twice,
            "pages that are not clear": self.writer.unclear, "faults of the log": log.faults[:3],
            "expected another page": {said: seen for said, seen in self.seen.items() if seen and seen != said},
        }  # fmt: skip
        return {name: number for name, number in found.items() if number}

    def told(self):
        answers = "\n".join(f"  {number:>5} {heading}" for heading, number in self.writer.answers.most_common())
        plugs = ", ".join(f"{what} {number}" for what, number in sorted(self.pulled.items()))
        return (
            f"{self.jobs} jobs and {self.writer.sent} forms; pulled: {plugs}; two beats all the while\n"
            f"jobs started again by hand {self.by_hand}; forms that answered gemt {len(self.writer.told)}; answers:\n"
            f"{answers}\n{self.took:.0f} seconds"
        )


@transaction.atomic
def promised(number):
    return enqueue(KIND, key=f"slow:{number}", args={})


def unfinished():
    return Job.objects.filter(kind=KIND).exclude(state=JobState.DONE)


def proven():
    """The log after all of it: sealed to its end, and whole."""
    with acting(Context(None, "test"), using="worker"):
        sealing.seal(using="worker")
    with acting(Context(None, "test"), using="worker"):
        anchors.anchor(using="worker")
    return verify("worker")
