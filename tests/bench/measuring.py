"""The figures of one list for one reader: its first page and its last, beside what the bars compare them with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.test import Client

from cmm.accounts.models import User
from cmm.core.pages import Bounded
from tests.bench import bare, change_lists, scope, visits, work, world
from tests.bench.figures import Figure
from tests.bench.one_and_hundred import Numbers
from tests.bench.work import Spent
from tests.lists.pages import ListPage
from tests.statements import counts_all

RUNS = 15


@dataclass(frozen=True)
class Place:
    """One page of a list: its number, the rows it shows, and where in the list they are looked for."""

    name: str
    number: int
    keys: list[int]
    window: slice


@dataclass(frozen=True)
class Reading:
    """One list, one reader."""

    page: ListPage
    user: User
    role: str
    numbers: Numbers
    rounds: int = RUNS
    small: Mapping[tuple[str, str], tuple[int, float]] = field(default_factory=dict)

    def figures(self) -> Iterator[Figure]:
        client = visits.reader(self.user)
        for place in self.places(client):
            world.forget_readings()
            yield self.figure(client, place)

    def places(self, client: Client) -> Iterator[Place]:
        """The first page, and the last where there is another; a list without pages is one."""
        listed = bounded_in(visits.rendered(client, self.page.address())[1])
        if listed is None:
            yield Place("all", 1, scope.keys(self.page, self.user), slice(None))
            return
        yield place_of("first", listed)
        if listed.has_next:
            # The last page a list knows the number of: what is over a thousand rows is not counted.
            address = self.page.address(listed.last_number)
            yield place_of("last", bounded_in(visits.rendered(client, address)[1]))

    def figure(self, client: Client, place: Place) -> Figure:
        asked = visits.asked(client, self.page.address(place.number))
        told = least(self.contenders(client, place), self.rounds)
        return Figure(
            page=self.page.label,
            role=self.role,
            place=place.name,
            rows=len(place.keys),
            statements=len(asked),
            one_row=self.numbers.one,
            hundred_rows=self.numbers.hundred,
            bounded=not any(counts_all(sql) for sql in asked),
            work=told["page"].work,
            clock=told["page"].clock,
            small=self.in_small(place),
            **{name: told[name].work if name in told else None for name in ("bare", "admin", "scoped", "unscoped")},
        )

    def in_small(self, place: Place) -> float | None:
        """What the first page costs in the small world; of as many rows, or there is nothing to compare with."""
        rows, work = self.small.get((self.page.label, self.role), (-1, 0.0))
        return work if place.number == 1 and rows == len(place.keys) else None

    def alone(self) -> tuple[int, float]:
        """The rows of the first page, and what it costs by itself."""
        client = visits.reader(self.user)
        place = next(self.places(client))
        page = partial(work.of, partial(visits.visit, client, self.page.address()))
        return len(place.keys), least({"page": page}, self.rounds)["page"].work

    def contenders(self, client: Client, place: Place) -> dict[str, Callable[[], Spent]]:
        """What is measured against what; without a change list, or without rows, there is nothing to compare with."""
        address = self.page.address(place.number)
        whole, rendering = visits.rendered(client, address)
        barely = bare.Visitor(address, self.user, rendering, scope.by_keys(self.page, self.user, place.keys))
        barely.check(whole)
        found = {
            "page": partial(work.of, partial(visits.visit, client, address)),
            "bare": partial(work.of, barely.visit),
        }
        change_list = change_lists.address(self.page, len(place.keys), place.number)
        if change_list:
            found["admin"] = partial(work.of, partial(visits.visit, client, change_list))
        if place.keys:
            found["scoped"] = partial(scope.scoped, self.page, self.user, place.window)
            found["unscoped"] = partial(scope.unbound, self.page, self.user, place.window)
        return found


def bounded_in(rendering: visits.Rendering) -> Any:
    return next((value for value in rendering.context.values() if isinstance(value, Bounded)), None)


def place_of(name: str, listed: Bounded) -> Place:
    start = (listed.number - 1) * listed.per_page
    return Place(name, listed.number, [row.pk for row in listed.rows], slice(start, start + listed.per_page + 1))


def least(contenders: dict[str, Callable[[], Spent]], rounds: int) -> dict[str, Spent]:
    """What each costs when nobody disturbs it. Everybody runs once in every round, side by side; the first warms."""
    taken = [{name: run() for name, run in contenders.items()} for _round in range(rounds + 1)][1:]
    return {name: least_of([one[name] for one in taken]) for name in contenders}


def least_of(runs: list[Spent]) -> Spent:
    return Spent(round(min(run.work for run in runs), 2), round(min(run.clock for run in runs), 2))
