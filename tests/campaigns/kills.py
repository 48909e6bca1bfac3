"""Jobs and forms while everything is killed in turn; then a slow database, a clock an hour wrong, a full disk.

``./dev campaign kills 2026 100`` takes seed 2026 and 100 jobs.
"""

import tempfile
from pathlib import Path

from django.conf import settings

from cmm.core.context import Context, enter
from tests.killing.ground import Ground
from tests.killing.plugs import Trial

SEED, JOBS, KILLS, PAUSE = 2026, 100, 60, (2.0, 8.0)
KINDS = ["web", "worker", "worker", "beat", "beat", "ahead"]


def main(words: list[str]) -> tuple[str, bool]:
    seed, jobs = ([int(word) for word in words] + [SEED, JOBS][len(words) :])[:2]
    with tempfile.TemporaryDirectory(prefix="cmm-kills-", dir=Path(settings.ROOT) / ".local") as folder:
        trial, wrong = tried(Ground(Path(folder) / "ground", KINDS), seed, jobs)
    return f"{trial.told()}\n{wrong or 'holds'}\n", not wrong


def tried(ground, seed, jobs):
    try:
        ground.start()
        with ground.entered():
            enter(Context(None, "campaign"), local=False)
            trial = Trial(ground, jobs, min(KILLS, jobs), seed, PAUSE)
            trial.run()
            return trial, trial.judged()
    finally:
        ground.forget()
