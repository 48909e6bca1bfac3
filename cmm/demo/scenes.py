"""What everybody finds on their first page: courses that stop where somebody has something to do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from cmm.demo import chance
from cmm.demo.cast import Cast
from cmm.demo.clock import office
from cmm.demo.courses.stays import RI, RI_NORTH
from cmm.demo.stories import Story, story
from identification.enums import Outcome

TRAFFICKED = Outcome.TRAFFICKED.value
Scene = tuple[datetime, Story]


def scenes(cast: Cast, seed: int, ends: datetime) -> Iterator[Scene]:
    """Each with the moment its inquiry comes in, so that it has come to its stop by the end."""
    script = Script(cast, seed, ends)
    yield from script.today()
    yield from script.desk()
    yield from script.waiting()
    yield from script.beds()
    yield from script.afterwards()


class Script:
    def __init__(self, cast: Cast, seed: int, ends: datetime) -> None:
        self.cast, self.seed, self.ends = cast, seed, ends
        self.number = 0
        self.mine = cast.demo("cmm_caseworker")
        self.colleagues = [user for user in cast.everyone("cmm_caseworker") if user != self.mine]

    def scene(self, days: float, *, basis: str = "eu_eea", sex: str = "", **fixed) -> Scene:
        """One story that began ``days`` ago, with somebody grown up unless it says otherwise."""
        self.number += 1
        rng = Random(f"{self.seed} scene {self.number}")
        person = chance.person(rng, basis=basis, sex=sex)
        if person.is_minor or person.age_band == "unknown":
            person = replace(person, age_band="25_34")
        plain = {"ending": TRAFFICKED, "protection": "normal", "assigned": True, "caseworker": self.mine, "pace": 0.6}
        at = self.ends - timedelta(days=days)
        return (at if days < 1 else office(at)), story(rng, person=person, **plain | fixed)

    def today(self) -> Iterator[Scene]:
        """Inquiries nobody has answered yet, the first of them urgent and an hour old."""
        recent = self.ends - timedelta(minutes=50)
        _at, urgent = self.scene(0, source="police", channel="hotline", urgent=True, stops="inquiry")
        yield recent, replace(urgent, topic="crime")
        yield self.scene(0.3, source="ngo_reden", channel="outreach", stops="inquiry", urgent=False)
        yield self.scene(1.1, source="labour_inspection", channel="email", stops="inquiry", urgent=False)
        yield self.scene(2, source="police", channel="hotline", urgent=True, stops="opened", pace=0.2)
        for days in (2.5, 4, 5):
            yield self.scene(days, assigned=False, stops="opened", pace=0.1, urgent=False)

    def desk(self) -> Iterator[Scene]:
        """The caseworker's own cases, one in every state."""
        yield self.scene(16, stops="talked", urgent=False)
        yield self.scene(24, stops="talked", protection="restricted", house=RI, sex="female", urgent=True)
        yield self.scene(20, stops="talked", protection="named", urgent=False)
        yield self.scene(32, stops="drafted")
        yield self.scene(30, stops="drafted", basis="asylum_seeker", source="us", channel="email")
        yield self.scene(44, stops="returned")
        yield self.scene(60, house=RI, sex="female", pace=1.0)
        yield self.scene(75, basis="no_legal_stay", pace=1.0)
        yield self.scene(80, protection="restricted", house=RI_NORTH, sex="female", pace=1.0)

    def waiting(self) -> Iterator[Scene]:
        """Assessments that wait for the coordinator, and others for Udlændingestyrelsen."""
        for days, worker in ((30, self.mine), (33, self.colleagues[0]), (28, self.colleagues[1])):
            yield self.scene(days, stops="submitted", caseworker=worker, pace=0.5)
        for days, worker in ((31, self.mine), (29, self.colleagues[2]), (34, self.colleagues[3])):
            yield self.scene(days, stops="submitted", caseworker=worker, basis="asylum_seeker", source="us", pace=0.5)
        yield self.scene(35, stops="submitted", caseworker=self.colleagues[4], basis="eu_eea", ending="not_trafficked")

    def beds(self) -> Iterator[Scene]:
        """Requests that wait for an answer, one of them for tonight; somebody comes today, and somebody did not."""
        tonight, hour = timezone.localdate(self.ends), timedelta(hours=1)
        open_end = {"stops": "talked", "pace": 0.2, "urgent": False}
        women = open_end | {"sex": "female", "answered": False}
        yield self.scene(8, house=RI, asks_at=self.ends - 0.7 * hour, **women | {"urgent": True})
        yield self.scene(9, house=RI, asks_at=self.ends - 19 * hour, caseworker=self.colleagues[1], **women)
        yield self.scene(8, house=RI_NORTH, asks_at=self.ends - 21 * hour, caseworker=self.colleagues[2], **women)
        asylum = open_end | {"basis": "asylum_seeker", "source": "us", "channel": "email", "answered": False}
        yield self.scene(8, house="center-sandholm", asks_at=self.ends - 20 * hour, **asylum)
        men = open_end | {"sex": "male", "answered": False}
        yield self.scene(9, house="mandekrisecentret-fjordly", asks_at=self.ends - 22 * hour, **men)
        lodged = open_end | {"sex": "female", "house": RI, "urgent": True}
        yield self.scene(11, asks_at=self.ends - 90 * hour, arrives=tonight, **lodged)

    def afterwards(self) -> Iterator[Scene]:
        """A colleague sees it otherwise, somebody appeals, and a court has found what waits to be confirmed."""
        yield self.scene(30, stops="submitted", after="opinion", pace=0.5)
        yield self.scene(70, ending="not_trafficked", after="appeal", pace=0.6)
        yield self.scene(72, after="finding", pace=0.6)
