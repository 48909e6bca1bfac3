"""Many tamperings, one after another: each is done, looked for, and undone."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from django.db import connections

from cmm.audit.verifying import Fault
from tests.tampering.victim import Log
from tests.tampering.ways import WAYS, Place, Way

NEEDS_SEALING = {"a_row_with_an_old_date_put_before_the_sealer", "the_last_blocks_and_the_log_goes_on"}


@dataclass
class Outcome:
    """How many tamperings of each kind there were and how many of them were located."""

    tried: Counter[str] = field(default_factory=Counter)
    located: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.missed and self.tried == self.located


def trial(log: Log, each: int, seed: int) -> Outcome:
    """``each`` tamperings of every kind, the same ones for the same seed."""
    outcome, rng = Outcome(), Random(seed)
    for kind, ways in sorted(WAYS.items()):
        for number in range(each):
            way = ways[number % len(ways)]
            outcome.tried[kind] += 1
            if not (wrong := tampered(log, way, rng)):
                outcome.located[kind] += 1
            else:
                outcome.missed.append(f"{kind}: {way.__name__}: {wrong}")
    return outcome


def tampered(log: Log, way: Way, rng: Random) -> str:
    """What the proof overlooked; nothing where it found the place."""
    try:
        with connections["owner"].cursor() as cursor:
            expected = way(cursor, rng)
        if way.__name__ in NEEDS_SEALING:
            log.seal()
        overlooked = expected - {place_of(fault) for fault in log.proof().faults}
    finally:
        log.restore()
    return f"not located: {sorted(overlooked)}" if overlooked else ""


def place_of(fault: Fault) -> Place:
    return (fault.stream, (fault.block if fault.stream == "chain" else fault.id) or 0)
