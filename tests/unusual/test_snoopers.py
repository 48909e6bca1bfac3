"""A sample of ``./dev campaign snoopers``: one snooper of each kind among forty colleagues, for ten weeks."""

import pytest

from tests.unusual.snooping import simulated


@pytest.mark.django_db
def test_whoever_snoops_is_asked_within_a_month_and_hardly_anybody_else():
    outcome = simulated(seed=11, colleagues=40, weeks=10, each=1, views=1)
    found = {kind: all(caught) for kind, caught in outcome.found.items()}
    assert found == dict.fromkeys(found, True) | {"patient": False}
    assert outcome.false_a_month <= 5, outcome.false
