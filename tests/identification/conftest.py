from datetime import UTC, datetime

import pytest
import time_machine

from cmm.audit.models import AuditEntry
from tests.factories.identification import AssessmentFactory


@pytest.fixture(autouse=True)
def monday_morning():
    """Every test of this room lives on Monday 23 November 2026, a quarter to ten in Denmark."""
    with time_machine.travel(datetime(2026, 11, 23, 8, 41, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer(people):
    return people["immigration_officer"]


@pytest.fixture
def trail(db):
    """What the log says was done since the test began: who, what and in which case, in order."""

    def read():
        return list(AuditEntry.objects.order_by("pk").values_list("actor_id", "action", "case_ref"))

    return read


@pytest.fixture
def sent(caseworker):
    """An assessment the caseworker wrote and sent, in a case that awaits CMM's decision."""
    return AssessmentFactory(submitted=True, prepared_by=caseworker)
