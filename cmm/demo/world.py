"""The whole demonstration: everybody in place, three years played, and today's pages with work on them."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import time_machine
from django.db import transaction
from django.utils import timezone

from cmm.demo import chance, elsewhere, last_hours, last_night, scenes, status_notes, ways_in
from cmm.demo.cast import Cast, assemble
from cmm.demo.clock import Clock, moment
from cmm.demo.courses import caseload, coordination, handovers, imports, legacy, merging, retention, unusual
from cmm.demo.courses.acting import Play
from cmm.demo.courses.inquiries import inquiry_course
from cmm.demo.courses.rates import rate_courses
from cmm.demo.courses.supervision import decide_of_houses, supervision_courses
from cmm.demo.doors import Doors
from cmm.demo.houses import Houses
from cmm.demo.quickly import asking_once
from cmm.demo.stories import story
from cmm.demo.street import Street

SEED = 2026
# The demonstration is written for this evening; loaded later, it goes on until then.
WRITTEN_FOR = datetime.combine(date(2026, 11, 23), time(16, 0))
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much of a world: whole for people, a corner of it for tests."""

    years: int = 3
    share: float = 1.0
    asks_once: bool = True


def present() -> datetime:
    return max(timezone.now().replace(microsecond=0), timezone.make_aware(WRITTEN_FOR))


@transaction.atomic
def build(*, seed: int, size: Size, tell: Tell) -> Cast:
    """The register holds the demonstration; the same seed, size and day give the same one."""
    with asking_once() if size.asks_once else nullcontext():
        return play_all(seed, size, tell)


def play_all(seed: int, size: Size, tell: Tell) -> Cast:
    ends = present()
    first = date(timezone.localtime(ends).year - size.years + 1, 1, 1)
    with time_machine.travel(moment(first, time(7)).astimezone(UTC), tick=False):
        cast = assemble()
        decide_of_houses(cast, ends)
    tell(f"{len(cast.organisations)} organisations, {len(cast.people)} people, {len(cast.shelters)} shelters")
    contacts = Street(cast, Random(f"{seed} street")).lay(first, street_ends(ends), size.share)
    tell(f"{contacts} contacts")
    clock = Clock(ends)
    play = Play(cast, clock, Random(f"{seed} play"))
    for at, course in rate_courses(cast, first):
        clock.enter(at, course)
    enter_inquiries(play, seed, first, size.share)
    for at, course in (*Doors(play, ends).courses(), *supervision_courses(cast, ends)):
        clock.enter(at, course)
    for at, course in status_notes.note_courses(cast, ends):
        clock.enter(at, course)
    for at, course in elsewhere.told_courses(cast, ends, first.year):
        clock.enter(at, course)
    for at, course in Houses(play, seed, ends).courses():
        clock.enter(at, course)
    clock.play(lambda year: tell(f"{year} is played"))
    return cast


def street_ends(ends: datetime) -> date:
    """The rounds laid down at once end two days before last night's."""
    return timezone.localtime(ends).date() - timedelta(days=3)


def enter_inquiries(play: Play, seed: int, first: date, share: float) -> None:
    """Every inquiry of the years at its moment, then the scenes of today."""
    cast, ends = play.cast, play.clock.ends
    whole = (ends - moment(first, time.min)) / timedelta(days=1)
    rng = Random(f"{seed} moments")
    endings = chance.decks(rng, chance.ENDINGS)
    number = round(whole / 365 * chance.INQUIRIES_A_YEAR * share)
    for turn in range(number):
        at = moment(first, time(8)) + timedelta(days=whole * (turn + rng.random()) / number)
        play.clock.enter(at, inquiry_course(play, story(Random(f"{seed} {turn}"), ending=next(endings))))
    for at, scene in scenes.scenes(cast, seed, ends):
        play.clock.enter(at, inquiry_course(play, scene))
    play.clock.enter(ends - timedelta(minutes=55), last_hours.left_course(cast))
    play.clock.enter(ends - timedelta(minutes=40), ways_in.ways_in_course(cast))
    play.clock.enter(ends - timedelta(minutes=25), last_hours.begun_course(cast))
    play.clock.enter(ends - timedelta(days=3), merging.merge_course(cast))
    play.clock.enter(ends - timedelta(days=2), retention.retention_course(cast))
    looked = unusual.listed_week(ends)
    play.clock.enter(moment(looked, time(7)), unusual.unusual_course(cast, looked))
    referred = Random(f"{seed} referred")
    play.clock.enter(ends - timedelta(days=20), imports.import_course(cast, Random(f"{seed} import")))
    play.clock.enter(ends - timedelta(days=9), legacy.legacy_course(cast, play.names))
    play.clock.enter(ends - timedelta(days=caseload.DAYS), caseload.caseload_course(cast))
    play.clock.enter(ends - timedelta(days=coordination.DAYS), coordination.coordination_course(cast))
    play.clock.enter(ends - timedelta(days=handovers.DAYS), handovers.handover_course(cast, referred))
    play.clock.enter(ends - timedelta(hours=2), handovers.waiting_course(cast, referred))
    play.clock.enter(last_night.begins_at(ends), last_night.round_course(cast, Random(f"{seed} night")))
