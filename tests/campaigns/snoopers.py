"""A year of three hundred colleagues' look-ups with twenty snoopers among them: who is asked, and who for nothing.

``./dev campaign snoopers 7`` takes seed 7. Every look-up is a row of the log, and every list is made by the verb.
"""

import time
from collections import Counter

from cmm.core.context import Context, enter
from tests import database
from tests.unusual.snooping import Outcome, simulated

SEED, COLLEAGUES, WEEKS, VIEWS = 2026, 300, 52, 8


def main(words: list[str]) -> tuple[str, bool]:
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_campaign")
    began = time.monotonic()
    enter(Context(None, "campaign"), local=False)
    outcome = simulated(int(words[0]) if words else SEED, COLLEAGUES, WEEKS, views=VIEWS)
    database.use("postgres")
    return told(outcome, time.monotonic() - began), outcome.holds


def told(outcome: Outcome, seconds: float) -> str:
    lines = [f"{kind:<20}{sum(caught):>3} of {len(caught)}" for kind, caught in outcome.found.items()]
    lines += [f"{'found in 30 days':<20}{outcome.caught:>3} of {outcome.snoopers}"]
    lines += [f"{outcome.readings} look-ups by {outcome.colleagues} colleagues in {outcome.weeks} weeks"]
    lines += [
        f"honest readings asked about: {len(outcome.false)}, for 100 colleagues {outcome.false_a_month:.1f} a month"
    ]
    reasons = Counter(" + ".join(one) for one in outcome.false)
    lines += [f"  {number:>4} {why}" for why, number in reasons.most_common()]
    lines += [f"drawn by lot besides: {outcome.drawn}; {seconds:.0f} seconds."]
    return "\n".join(lines) + f"\n{'holds' if outcome.holds else 'BROKEN'}\n"
