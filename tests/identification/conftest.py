from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def monday_morning():
    """Every test of this room lives on Monday 23 November 2026, a quarter to ten in Denmark."""
    with time_machine.travel(datetime(2026, 11, 23, 8, 41, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer(people):
    return people["immigration_officer"]
