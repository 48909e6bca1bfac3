"""A sample of ``./dev campaign tamper``: every way once or more, and nothing overlooked."""

import pytest

from tests.tampering.trial import trial
from tests.tampering.victim import Log
from tests.tampering.ways import WAYS


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_every_way_of_tampering_is_located(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)
    log = Log()
    assert log.proof().faults == []
    outcome = trial(log, each=max(map(len, WAYS.values())), seed=7)
    assert (outcome.missed, outcome.ok, log.proof().faults) == ([], True, [])
