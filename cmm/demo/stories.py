"""One inquiry's story before it is played: the person, how it will end, and where a scene stops."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from cases.enums import InquiryOutcome
from cmm.accounts.models import User
from cmm.demo import chance
from cmm.demo.chance import Person

# Where a scene stands still, in the order of a course.
STOPS = ("inquiry", "opened", "talked", "drafted", "submitted", "returned")


@dataclass(frozen=True)
class Story:
    """Everything a course is played by. ``ending`` is an outcome of the inquiry or of the assessment."""

    rng: Random
    person: Person
    ending: str
    source: str
    channel: str
    topic: str
    urgent: bool = False
    protection: str = "normal"
    caseworker: User | None = None
    assigned: bool = True
    pace: float = 1.0
    stops: str = ""
    after: str = ""  # what others say in a scene: an opinion before the decision, an appeal or a finding after it
    # A scene may settle which house is asked, when, for which first night, and whether it answers.
    house: str = ""
    asks_at: datetime | None = None
    arrives: date | None = None
    answered: bool = True

    @property
    def becomes_a_case(self) -> bool:
        return self.ending not in {InquiryOutcome.ADVICE_ONLY, InquiryOutcome.NOT_RELEVANT}

    def goes_on_after(self, stop: str) -> bool:
        return self.stops != stop

    def days(self, least: float, most: float) -> float:
        return self.rng.uniform(least, most) * self.pace


def story(rng: Random, **fixed) -> Story:
    """A story drawn from the shares, but for what is ``fixed``."""
    person = fixed.pop("person", None) or chance.person(rng)
    ending = fixed.pop("ending")
    is_case = ending not in {InquiryOutcome.ADVICE_ONLY, InquiryOutcome.NOT_RELEVANT}
    topic = ("asylum" if person.seeks_asylum else person.group) if is_case else "advice"
    source = fixed.pop("source", "") or chance.draw(rng, chance.SOURCES[topic])
    drawn = {
        "channel": chance.draw(rng, chance.CHANNELS.get(source, chance.CHANNELS[""])),
        "topic": "crime" if topic == "other" else topic,
        "urgent": is_case and rng.random() < 0.22,
        "protection": chance.draw(rng, chance.PROTECTIONS),
        "assigned": rng.random() < 0.8,
    }
    return Story(rng=rng, person=person, ending=ending, source=source, **drawn | fixed)
