"""A sample of `./dev campaign outreach`: the server is killed in the middle of sendings, which are repeated."""

import pytest

from tests.outreach.killing import campaign

KILLS, SIZE, SEED = 2, 20, 6


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_from_outside_loses_and_doubles_nothing():
    outcome = campaign(KILLS, SIZE, SEED)

    assert (outcome.sendings, outcome.lost, outcome.doubled) == (KILLS, 0, 0)
