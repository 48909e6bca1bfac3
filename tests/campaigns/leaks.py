"""Two hundred leaks planted in letters, referrals, shared parts, copies, notes and files, and six hundred honest ones.

``./dev campaign leaks 7`` takes seed 7. Each goes through the verb that sends it, with the register behind it.
"""

import time

from cmm.core.context import Context, enter
from tests import database
from tests.leaks.campaign import Outcome, tried

SEED, LEAKS, HONEST, PERSONS = 2026, 200, 600, 400


def main(words: list[str]) -> tuple[str, bool]:
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_campaign")
    began = time.monotonic()
    enter(Context(None, "campaign"), local=False)
    outcome = tried(int(words[0]) if words else SEED, LEAKS, HONEST, PERSONS)
    database.use("postgres")
    return told(outcome, time.monotonic() - began), outcome.holds


def told(outcome: Outcome, seconds: float) -> str:
    lines = [f"{kind:<24}{outcome.stopped[kind]:>4} of {number}" for kind, number in sorted(outcome.tried.items())]
    stopped = outcome.leaks - len(outcome.missed)
    lines += [f"{'planted leaks stopped':<24}{stopped:>4} of {outcome.leaks}"]
    lines += [f"{'false alarms':<24}{len(outcome.false):>4} of {outcome.honest}"]
    lines += [f"missed: {kind}, {hidden}: {text!r}" for kind, hidden, text in outcome.missed]
    lines += [f"false alarm: {text!r}" for text in outcome.false[:5]]
    lines += [f"{PERSONS} persons and their cases in the register; {seconds:.0f} seconds."]
    return "\n".join(lines) + f"\n{'holds' if outcome.holds else 'BROKEN'}\n"
