"""Weeks of honest work with some snoopers in it, as rows of the log, and the list that is made of each week.

What honest people do, and how often, is assumed here and nowhere else: nobody has counted it in a register like this.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from cases.models import Identity
from cmm.accounts.models import User
from cmm.oversight.unusual.enums import Asked
from cmm.oversight.unusual.models import Entry
from cmm.oversight.unusual.rules import days_of
from cmm.oversight.unusual.services import make_list
from tests.unusual.staffed import File, Staffed, identify, staffed

READING = """INSERT INTO audit_reading (at, actor_id, organisation_id, page, purpose, basis, surface, target_type,
    target_id, target_ref, case_id) SELECT one.at, one.actor, one.house, 'case_detail', 'casework', one.basis, 'page',
    'cases.case', one.case_id::text, one.ref, one.case_id FROM unnest(%s::timestamptz[], %s::bigint[], %s::bigint[],
    %s::text[], %s::text[], %s::bigint[]) AS one (at, actor, house, basis, ref, case_id)"""
WRITING = """INSERT INTO audit_auditentry (at, actor_id, organisation_id, action, target_type, target_id, target_ref,
    case_ref, purpose, details) SELECT one.at, one.actor, one.house, one.act, 'cases.case', one.case_id::text, one.ref,
    one.ref, '', one.told::jsonb FROM unnest(%s::timestamptz[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
    %s::bigint[], %s::text[]) AS one (at, actor, house, act, ref, case_id, told)"""
DAY = (8, 16)


@dataclass
class Week:
    """One week of the log, before it is written."""

    monday: date
    rng: Random
    views: int  # pages of a case somebody opens one after another
    readings: list[tuple] = field(default_factory=list)
    writings: list[tuple] = field(default_factory=list)

    def moment(self, hours: tuple[int, int] = DAY, day: int | None = None) -> datetime:
        on = self.monday + timedelta(days=self.rng.randrange(5) if day is None else day)
        minutes = self.rng.randrange((hours[1] - hours[0]) * 60)
        return timezone.make_aware(datetime.combine(on, time(hours[0]))) + timedelta(minutes=minutes)

    def opens(self, user: User, one: File, basis: str = "casework", at: datetime | None = None) -> datetime:
        at = at or self.moment()
        for page in range(1 + self.rng.randrange(2 * self.views - 1)):
            seen = at + timedelta(minutes=page)
            self.readings.append((seen, user.pk, user.organisation_id, basis, one.case.ref, one.case.pk))
        return at

    def writes(self, user: User, one: File, at: datetime, act: str = "journal.written", told: str = "{}") -> None:
        self.writings.append((at, user.pk, user.organisation_id, act, one.case.ref, one.case.pk, told))

    def store(self) -> None:
        with connection.cursor() as cursor:
            for statement, rows in ((READING, self.readings), (WRITING, self.writings)):
                for first in range(0, len(rows), 10_000):
                    cursor.execute(statement, list(map(list, zip(*rows[first : first + 10_000], strict=True))))


def times(rng: Random, mean: float) -> range:
    """How often something happens in a week that happens ``mean`` times on average (Poisson)."""
    left, product = math.exp(-mean), rng.random()
    number = 0
    while product > left:
        product *= rng.random()
        number += 1
    return range(number)


def honest_caseworker(world: Staffed, week: Week, user: User) -> None:
    """Their own cases all week; of others' they open two, and mostly do something there."""
    rng, mine = week.rng, world.owned(user, week.monday)
    for one in mine:
        for _visit in times(rng, 2.5):
            at = week.opens(user, one, "assigned")
            if rng.random() < 0.6:
                week.writes(user, one, at)
    others = [one for one in world.files if one.owner != user and one.is_plain and lives(one, week.monday)]
    for _visit in times(rng, 2):
        one = rng.choice(others)
        at = week.opens(user, one, at=week.moment((18, 24)) if rng.random() < 0.01 else None)
        if rng.random() < 0.75:
            week.writes(user, one, at)
    if rng.random() < 0.0025:  # half a year for one: somebody else's emergency
        week.opens(user, rng.choice([one for one in world.files if not one.is_plain]), "glass")
    if mine and rng.random() < 0.1:
        hand_over(world, week, user, rng.choice(mine))


def lives(one: File, monday: date) -> bool:
    return one.closed_on is None or one.closed_on > monday - timedelta(days=7)


def hand_over(world: Staffed, week: Week, user: User, one: File) -> None:
    """A colleague has it from then on, and whoever had it looks at it once more in the fortnight after."""
    at = week.moment((15, 16), day=4)
    week.writes(user, one, at, "case.assigned", f'{{"before": {user.pk}}}')
    one.owner = week.rng.choice([other for other in world.people["cmm_caseworker"] if other != user])
    week.opens(user, one, at=at + timedelta(days=3))


def honest_coordinator(world: Staffed, week: Week, user: User) -> None:
    """Fifteen files a week, restricted ones too; of seven in eight something comes."""
    for _visit in times(week.rng, 15):
        one = week.rng.choice(world.files)
        if lives(one, week.monday):
            at = week.opens(user, one)
            if week.rng.random() < (0.88 if one.is_plain else 0.96):
                week.writes(user, one, at)


def honest_house(basis: str, number: float, writes: float, nights: float) -> Callable[[Staffed, Week, User], None]:
    """An authority, a police district or a shelter reads what it works on."""

    def work(world: Staffed, week: Week, user: User) -> None:
        for _visit in times(week.rng, number):
            one = week.rng.choice(world.files)
            if lives(one, week.monday):
                at = week.opens(user, one, basis, week.moment((0, 6)) if week.rng.random() < nights else None)
                if week.rng.random() < writes:
                    week.writes(user, one, at)

    return work


HONEST: dict[str, Callable[[Staffed, Week, User], None]] = {
    "cmm_caseworker": honest_caseworker,
    "cmm_coordinator": honest_coordinator,
    "immigration_officer": honest_house("competent", 20, 0.35, 0.0002),
    "police_liaison": honest_house("referred_by", 6, 0.1, 0.2),
    "shelter_staff": honest_house("resident", 20, 0.5, 0.3),
}


@dataclass
class Snooper:
    """Somebody who reads what is not theirs to read, besides honest work."""

    kind: str
    user: User
    begins: date
    planted: set[int] = field(default_factory=set)

    def reads(self, week: Week, one: File, at: datetime | None = None) -> None:
        self.planted.add(one.case.pk)
        week.opens(self.user, one, at=at)


def others_of(world: Staffed, snooper: Snooper) -> list[File]:
    return [one for one in world.files if one.owner != snooper.user and one.is_plain and one.closed_on is None]


def collects(world: Staffed, week: Week, snooper: Snooper) -> None:
    """Five files each week and never a word: 1,230 of them in five years, which nobody saw (security.md S4)."""
    for one in week.rng.sample(others_of(world, snooper), 5):
        snooper.reads(week, one)


def is_curious_once(world: Staffed, week: Week, snooper: Snooper) -> None:
    if week.monday == snooper.begins:
        for one in week.rng.sample(others_of(world, snooper), 15):
            snooper.reads(week, one, week.moment((13, 15), day=2))


def looks_up(world: Staffed, week: Week, snooper: Snooper) -> None:
    """The one case of somebody with a certain name."""
    if week.monday == snooper.begins:
        one = week.rng.choice([one for one in others_of(world, snooper) if one.case.pk in NAMED[snooper.kind]])
        NAMED[snooper.kind].discard(one.case.pk)
        identify_as(world, snooper, one, week.rng)
        snooper.reads(week, one)


NAMED: dict[str, set[int]] = {}


def identify_as(world: Staffed, snooper: Snooper, one: File, rng: Random) -> None:
    colleagues = [user for user in world.people["cmm_caseworker"] if user != snooper.user]
    name = snooper.user.name if snooper.kind == "own name" else rng.choice(colleagues).name
    identify(one, world.people["cmm_coordinator"][0], *name.split(" ", 1))


def wants_protected(world: Staffed, week: Week, snooper: Snooper) -> None:
    sealed = [one for one in world.files if not one.is_plain and one.owner != snooper.user]
    for one in week.rng.sample(sealed, 2):
        snooper.reads(week, one)


def reads_at_night(world: Staffed, week: Week, snooper: Snooper) -> None:
    snooper.reads(week, week.rng.choice(others_of(world, snooper)), week.moment((0, 5)))


def cannot_let_go(world: Staffed, week: Week, snooper: Snooper) -> None:
    """A case that went to a colleague, and its former contact person goes on reading."""
    gone = week.monday - snooper.begins
    one = next(one for one in world.files if one.case.pk in snooper.planted) if snooper.planted else None
    if one is None:
        one = week.rng.choice([mine for mine in world.owned(snooper.user, week.monday) if mine.is_plain])
        snooper.planted.add(one.case.pk)
        hand_over(world, week, snooper.user, one)
    elif gone > timedelta(days=14) and one.owner != snooper.user:
        snooper.reads(week, one)


def is_patient(world: Staffed, week: Week, snooper: Snooper) -> None:
    """One plain file a week, by day: what nothing but the lot can find."""
    snooper.reads(week, week.rng.choice(others_of(world, snooper)))


# How many of twenty, and what they do.
KINDS: dict[str, tuple[int, str, Callable[[Staffed, Week, Snooper], None]]] = {
    "collects": (5, "cmm_caseworker", collects),
    "curious once": (3, "cmm_caseworker", is_curious_once),
    "own name": (3, "cmm_caseworker", looks_up),
    "colleague's name": (2, "cmm_caseworker", looks_up),
    "protected": (2, "cmm_coordinator", wants_protected),
    "at night": (2, "cmm_caseworker", reads_at_night),
    "cannot let go": (2, "cmm_caseworker", cannot_let_go),
    "patient": (1, "cmm_caseworker", is_patient),
}
WITHIN = timedelta(days=30)


@dataclass
class Outcome:
    """Who was found within thirty days, and how many honest readings were asked about because of their reasons."""

    colleagues: int
    weeks: int
    readings: int = 0
    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    false: list[tuple[str, ...]] = field(default_factory=list)
    drawn: int = 0

    @property
    def snoopers(self) -> int:
        return sum(map(len, self.found.values()))

    @property
    def caught(self) -> int:
        return sum(map(sum, self.found.values()))

    @property
    def false_a_month(self) -> float:
        """For each hundred colleagues."""
        return len(self.false) / (self.colleagues / 100) / (self.weeks * 7 / 30.44)

    @property
    def holds(self) -> bool:
        return self.caught >= 0.9 * self.snoopers and self.false_a_month <= 5


def simulated(seed: int, colleagues: int, weeks: int, *, each: int | None = None, views: int = 2) -> Outcome:
    """``weeks`` of work by so many, with twenty snoopers in it or ``each`` of every kind; each week has its list."""
    rng, begins = Random(seed), date(2025, 1, 6)
    world = staffed(rng, colleagues, begins, weeks)
    snoopers = planted(rng, world, begins, weeks, each)
    outcome = Outcome(len(world.everybody), weeks)
    for number in range(weeks):
        week = Week(begins + timedelta(weeks=number), rng, views)
        for role, users in world.people.items():
            for user in users:
                HONEST[role](world, week, user)
        for snooper in snoopers:
            if snooper.begins <= week.monday:
                KINDS[snooper.kind][2](world, week, snooper)
        week.store()
        outcome.readings += len(week.readings)
        make_list(week.monday, rng)
    judge(outcome, snoopers)
    return outcome


def planted(rng: Random, world: Staffed, begins: date, weeks: int, each: int | None) -> list[Snooper]:
    """They begin after a month, at the latest five weeks before the end, each somebody else."""
    free = {role: rng.sample(users, len(users)) for role, users in world.people.items()}
    unnamed = [one.case.pk for one in world.files if one.is_plain and one.closed_on is None and not is_identified(one)]
    NAMED.update({"own name": set(unnamed[::2]), "colleague's name": set(unnamed[1::2])})
    found = []
    for kind, (number, role, _does) in KINDS.items():
        for _number in range(each or number):
            later = rng.randrange(4, max(5, weeks - 5))
            found.append(Snooper(kind, free[role].pop(), begins + timedelta(weeks=later)))
    return found


def is_identified(one: File) -> bool:
    return Identity.objects.filter(victim=one.case.victim_id).exists()


def judge(outcome: Outcome, snoopers: list[Snooper]) -> None:
    """A list is made on the Monday after its week; what the lot drew finds nobody here."""
    by_reader: dict[int, Snooper] = {one.user.pk: one for one in snoopers}
    first: dict[int, date] = {}
    for entry in asked_because_of_reasons():
        snooper = by_reader.get(entry.actor_id or 0)
        if snooper is None:
            outcome.false.append(tuple(entry.reasons))
        elif entry.case_id in snooper.planted:
            first.setdefault(entry.actor_id or 0, days_of(entry.week)[1] + timedelta(days=1))
    for snooper in snoopers:
        day = first.get(snooper.user.pk)
        outcome.found[snooper.kind].append(day is not None and day - snooper.begins <= WITHIN)
    outcome.drawn = Entry.objects.filter(asked=Asked.LOT).count()


def asked_because_of_reasons() -> Iterator[Entry]:
    return iter(Entry.objects.filter(asked=Asked.REASONS).order_by("week", "pk"))
