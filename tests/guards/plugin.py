"""Runs the tests that ought to notice once for each guard, in a process of its own from which the guard is gone."""

import os
import random
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import connections

from tests import database
from tests.guards.code import fetching, gates, lists, requires
from tests.guards.conditions import conditions, scopings
from tests.guards.guard import Guard, nothing
from tests.guards.policies import policies
from tests.guards.triggers import triggers
from tests.guards.twice import PAIRED, both

NOTICED, UNNOTICED, BROKEN = 1, 0, 2
FILES = Path("/dev/shm")  # where tests keep theirs; a process that ends in the middle leaves them


class Campaign:
    """``seed`` and ``number`` choose some of the guards, ``only`` those whose kind or name holds the word, ``kinds``
    those of some kinds.
    """

    def __init__(
        self, *, number: int = 0, seed: str = "guards", only: str = "", kinds: tuple[str, ...] = (), at_once: int = 1
    ) -> None:
        self.every = list(every_guard(kinds))
        found = [
            guard
            for guard in self.every
            if only in f"{guard.kind} {guard.name}" and guard.kind in (kinds or guard.kind)
        ]
        self.chosen = random.Random(seed).sample(found, min(number, len(found))) if number else found
        self.at_once = at_once
        self.answers: dict[Guard, int] = {}
        self.sound = False

    def pytest_runtestloop(self, session: Any) -> bool:
        items = [item for item in session.items if not item.get_closest_marker("browser")]
        self.sound = self.all_stand(baseline(self.chosen, items))
        self.answers = dict(self.each(self.chosen, items))
        return True

    def each(self, guards: list[Guard], items: list[Any]) -> Iterator[tuple[Guard, int]]:
        """As many at once as there are processors."""
        waiting, running = list(reversed(guards)), {}
        while waiting or running:
            while waiting and len(running) < self.at_once:
                guard = waiting.pop()
                running[started(guard, guard.tests_among(items))] = guard
            pid, status = os.wait()
            guard, answer = running.pop(pid), ended(pid, status)
            if answer == UNNOTICED and (pair := both(guard, self.every)):
                waiting.append(pair)
                continue
            word = "noticed" if answer == NOTICED else f"not noticed ({answer})"
            sys.stderr.write(f"{word}: {guard.kind} {guard.name}\n")
            yield guard, answer

    def all_stand(self, items: list[Any]) -> bool:
        """Whether nothing fails with every guard in place, each processor taking its share."""
        shares = [share for turn in range(self.at_once) if (share := items[turn :: self.at_once])]
        pids = [started(None, share) for share in shares]
        return {ended(pid, os.waitpid(pid, 0)[1]) for pid in pids} <= {UNNOTICED}


# What looks for guards in the code, and of which kind those are.
IN_CODE = {gates: "door", fetching: "door", lists: "list", requires: "require", scopings: "condition"}


def every_guard(kinds: Collection[str] = ()) -> Iterator[Guard]:
    """Those of the code first: their tests are the slowest to say anything. Where ``kinds`` are named, only those are
    looked for in the code, which takes twenty seconds for all.
    """
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    for standing, kind in IN_CODE.items():
        if not kinds or kind in kinds:
            yield from standing()
    database.use(template)
    with connections["owner"].cursor() as cursor:
        for asked in (conditions, triggers, policies):
            yield from asked(cursor)
    database.use("postgres")


def baseline(guards: Iterable[Guard], items: list[Any]) -> list[Any]:
    """Every test of the campaign once, with every guard in place: whoever fails here has noticed nothing."""
    needed = {id(item) for guard in guards for item in guard.tests_among(items)}
    return [item for item in items if id(item) in needed]


def database_of(pid: int) -> str:
    return f"test_guard{pid}"


def ended(pid: int, status: int) -> int:
    """What a process said of its guard; its database and its files go with it."""
    database.drop(database_of(pid))
    for left in FILES.glob(f"cmm-files-{pid}-*"):
        shutil.rmtree(left, ignore_errors=True)
    return os.waitstatus_to_exitcode(status)


def started(guard: Guard | None, items: list[Any]) -> int:
    if pid := os.fork():
        return pid
    status = BROKEN
    try:
        status = run(guard, items, database_of(os.getpid()))
    except BaseException:
        os.write(COMPLAINTS, traceback.format_exc().encode())
    finally:
        os._exit(status)


def run(guard: Guard | None, items: list[Any], database_name: str) -> int:
    """The first failure is enough. A test that cannot even begin has noticed nothing."""
    silence()
    database.ASIDE["name"], database.ASIDE["statements"] = database_name, guard.statements if guard else ()
    (guard.bend if guard else nothing)()
    watch = Watch()
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.pluginmanager.register(watch, "watch")
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item.config.pluginmanager.unregister(name="watch")
        if watch.answer != UNNOTICED:
            return watch.answer
    return UNNOTICED


class Watch:
    """What the tests of one process came to."""

    answer = UNNOTICED

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and self.answer == UNNOTICED:
            self.answer = NOTICED if report.when == "call" else BROKEN
            if self.answer == BROKEN:
                os.write(COMPLAINTS, f"{report.nodeid}: {str(report.longrepr)[-600:]}\n".encode())


COMPLAINTS = os.dup(2)


def silence() -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(sink, stream)


def told(campaign: Campaign) -> str:
    kinds = Counter(guard.kind for guard in campaign.answers)
    noticed = Counter(guard.kind for guard, answer in campaign.answers.items() if answer == NOTICED)
    lines = [f"{kind:<12}{noticed[kind]:>5} of {kinds[kind]:>4} noticed" for kind in kinds]
    lines += [
        f"unnoticed: {guard.kind} {guard.name}" for guard, answer in campaign.answers.items() if answer != NOTICED
    ]
    if not campaign.sound:
        lines.append("A test fails with every guard in place: the figures say nothing.")
    pairs = sum(PAIRED in guard.name for guard in campaign.answers)
    lines.append(f"{pairs} stand before another that is enough, and were noticed when both were gone")
    return "\n".join([*lines, f"{sum(noticed.values())} of {sum(kinds.values())} noticed", ""])
