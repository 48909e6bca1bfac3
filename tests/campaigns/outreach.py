"""The web's process killed with SIGKILL while it stores what a phone sent: nothing lost, nothing twice."""

import time

from cmm.core.context import Context, enter
from tests import database
from tests.outreach.killing import Outcome, campaign

KILLS, SIZE, SEED = 60, 100, 2026


def main(words: list[str]) -> tuple[str, bool]:
    kills = int(words[0]) if words else KILLS
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_campaign")
    began = time.monotonic()
    enter(Context(None, "campaign"), local=False)
    outcome = campaign(kills, SIZE, SEED)
    database.use("postgres")
    return told(outcome, time.monotonic() - began), outcome.ok


def told(outcome: Outcome, seconds: float) -> str:
    lines = [f"{where:<32}{number:>6}" for where, number in sorted(outcome.cut.items())]
    lines += [f"{'lost':<32}{outcome.lost:>6}", f"{'doubled':<32}{outcome.doubled:>6}"]
    sent = (
        f"{outcome.sendings} sendings of a round and {SIZE} contacts each, gunicorn's worker killed with SIGKILL at a"
    )
    lines += [f"{sent} chosen moment of each, the sending repeated until it is answered; {seconds:.0f} seconds."]
    return "\n".join(lines) + f"\n{'holds' if outcome.ok else 'BROKEN'}\n"
