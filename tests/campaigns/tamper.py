"""1,000 tamperings with the log, 200 of each kind: every one of them is located by the proof."""

import tempfile
import time

from django.conf import settings

from tests import database
from tests.tampering.trial import Outcome, trial
from tests.tampering.victim import Log

EACH, SEED = 200, 2026


def main(words: list[str]) -> tuple[str, bool]:
    each = int(words[0]) if words else EACH
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, "cmm_campaign")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        settings.CMM_ANCHOR_FOLDER = folder
        log = Log()
        untouched = log.proof()
        outcome = trial(log, each, SEED)
        afterwards = log.proof()
    database.use("postgres")
    ok = outcome.ok and untouched.ok and afterwards.ok
    return told(outcome, untouched.entries, time.monotonic() - began, ok), ok


def told(outcome: Outcome, entries: int, seconds: float, ok: bool) -> str:
    lines = [f"{'kind':<12}{'tried':>8}{'located':>10}"]
    lines += [f"{kind:<12}{outcome.tried[kind]:>8}{outcome.located[kind]:>10}" for kind in sorted(outcome.tried)]
    lines += [f"{'together':<12}{outcome.tried.total():>8}{outcome.located.total():>10}"]
    lines += outcome.missed[:20]
    lines += [f"A log of {entries} entries, proven without a fault before and after; {seconds:.0f} seconds."]
    return "\n".join(lines) + f"\n{'holds' if ok else 'BROKEN'}\n"
