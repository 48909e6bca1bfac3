"""Entries of the weekly list of readings, as the worker leaves them."""

import factory

from cmm.oversight.unusual.models import Entry
from tests.factories.accounts import staff


class EntryFactory(factory.django.DjangoModelFactory):
    """Somebody opened a case twice, and is asked what for. No case stands behind it: the log outlives them."""

    class Meta:
        model = Entry

    actor_id = factory.LazyFunction(lambda: staff("cmm_caseworker").pk)
    organisation_id = 1
    week = "2026-W47"
    case_id = factory.Sequence(lambda number: 900_000 + number)
    case_ref = factory.Sequence(lambda number: f"CMM-2024-{1000 + number}")
    reasons = ("protected", "no_assignment")
    asked = "reasons"

    @factory.lazy_attribute
    def facts(self):
        days = {"days": ["2026-11-16", "2026-11-18"], "times": 2, "nights": 0, "files": 3}
        return days | {"bases": ["casework"], "purposes": ["stand_in"], "readings": [7, 9]}
