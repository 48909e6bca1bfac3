"""How many planted leaks the gate stops, and how many honest texts it stops too."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from tests.leaks.innocent import innocent
from tests.leaks.planting import planted
from tests.leaks.register import HOUSES, filled
from tests.leaks.sending import Sender

LEAST_STOPPED, MOST_FALSE = 199 / 200, 0.02


@dataclass
class Outcome:
    """What was stopped, by kind and by disguise, and what went out or was stopped that should not."""

    leaks: int = 0
    honest: int = 0
    stopped: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return len(self.missed) <= self.leaks * (1 - LEAST_STOPPED) and len(self.false) <= self.honest * MOST_FALSE


def tried(seed: int, leaks: int, honest: int, persons: int) -> Outcome:
    rng, outcome = Random(seed), Outcome(leaks, honest)
    sender, known = Sender(), filled(rng, persons, len(HOUSES))
    for number in range(leaks):
        kind, hidden, text = planted(rng, known, number)
        outcome.tried[kind] += 1
        if sender.is_stopped(number, text):
            outcome.stopped[kind] += 1
        else:
            outcome.missed.append((kind, hidden, text))
    for number in range(honest):
        text = innocent(rng, sender.own if number % 6 < 4 else "Hun", sender.case.ref if number % 6 < 4 else "min")
        if sender.is_stopped(number, text):
            outcome.false.append(text)
    return outcome
