"""Who plays, and what every act leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from cases.code_names import numbered
from cases.models import Case, JournalEntry
from cases.services import write_journal
from cmm.accounts.models import Organisation, User
from cmm.accounts.readings import read_by
from cmm.audit.enums import Surface
from cmm.demo.cast import Cast
from cmm.demo.clock import Clock
from cmm.demo.stories import Story
from cmm.demo.words import say

# Whom a source of referrals stands for, where it has an organisation in the register.
REFERRERS = {
    "us": ("us",), "siri": ("siri",), "prison": ("kriminalforsorgen",), "tax": ("skattestyrelsen",),
    "labour_inspection": ("arbejdstilsynet",), "food_authority": ("foedevarestyrelsen",),
    "aml_unit": ("hvidvasksekretariatet",), "asylum_operator": ("toender-kommune", "vesthimmerlands-kommune"),
    "red_cross": ("roede-kors",), "ngo_reden": ("reden-international", "reden-international", "reden-koebenhavn"),
    "ngo_amiami": ("amiami",), "ngo_hopenow": ("hopenow",), "ngo_other": ("kompasset",),
}  # fmt: skip


@dataclass
class Play:
    """The cast on the stage, with the code names that are still free."""

    cast: Cast
    clock: Clock
    rng: Random
    names: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = self.code_names()

    def code_names(self) -> Iterator[str]:
        for number in range(1, 99):
            names = sorted(numbered(number))
            self.rng.shuffle(names)
            yield from names

    def caseworker(self, story: Story) -> User:
        """Who has the case: the one a scene names, else one of CMM's caseworkers."""
        return story.caseworker or story.rng.choice(self.caseworkers())

    def caseworkers(self) -> list[User]:
        return [user for user in self.cast.everyone("cmm_caseworker") if "cmm_coordinator" not in user.roles]

    def coordinator(self, story: Story, *, other_than: User | None = None) -> User:
        return story.rng.choice([user for user in self.cast.everyone("cmm_coordinator") if user != other_than])

    def decider(self, story: Story, case: Case, preparer: User) -> User:
        """Somebody of the competent authority who did not prepare it."""
        if case.authority == "us":
            return story.rng.choice(self.cast.everyone("immigration_officer"))
        return self.coordinator(story, other_than=preparer)

    def referrer(self, story: Story) -> Organisation | None:
        if story.source == "police":
            code = f"politi-{story.person.district.replace('_', '-')}"
            return self.cast.organisations[code if story.rng.random() < 0.94 else "nsk"]
        codes = REFERRERS.get(story.source)
        return self.cast.organisations[story.rng.choice(codes)] if codes else None


def read(actor: User, case: Case) -> None:
    """The case was opened on the screen before anything was done to it."""
    read_by(actor, "case_detail", [case], surface=Surface.PAGE)


def note(actor: User, case: Case, story: Story, heading: str) -> JournalEntry:
    """One of the written notes stands in the journal."""
    title, _bar, text = say(story.rng, "journal", heading, story.person).partition(" | ")
    read(actor, case)
    return write_journal(actor=actor, case=case, title=title, text=text)
