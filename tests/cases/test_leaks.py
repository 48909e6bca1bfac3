"""A sample of the campaign (``./dev campaign leaks``), under the bars of the issue."""

import pytest

from tests.leaks.campaign import tried

pytestmark = pytest.mark.django_db


def test_planted_leaks_are_stopped_and_honest_texts_leave():
    outcome = tried(seed=11, leaks=45, honest=40, persons=30)
    assert (outcome.missed, len(outcome.false) <= 1) == ([], True)
