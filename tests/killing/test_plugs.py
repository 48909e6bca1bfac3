"""D2 and H1: a sample of ``./dev campaign kills``, with real processes."""

import pytest

from tests.killing.ground import Ground
from tests.killing.plugs import CLOCK, FULL, SLOW, Trial


@pytest.fixture
def ground(cabinet, django_db_setup, django_db_blocker):
    made = Ground(cabinet / "ground", ["web", "both", "beat"])
    try:
        made.start()
        with django_db_blocker.unblock(), made.entered():
            yield made
    finally:
        made.forget()


def test_no_plug_loses_a_job_or_a_form_and_every_page_is_clear(ground):
    trial = Trial(ground, jobs=6, kills=5, seed=2026, pause=(0.3, 1.0), thoroughly=False)
    trial.run()
    assert trial.judged() == {}
    assert {said for said, seen in trial.seen.items() if seen == said} >= {SLOW, CLOCK}
    assert trial.seen.get(FULL, FULL) == FULL
