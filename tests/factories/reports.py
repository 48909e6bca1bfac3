"""Figures other authorities hold."""

from datetime import UTC, date, datetime

import factory

from reports.models import ExternalCount
from tests.factories.accounts import staff


class ExternalCountFactory(factory.django.DjangoModelFactory):
    """Eight persons charged in 2024, as Rigsadvokaten wrote; entered, and confirmed by nobody yet."""

    class Meta:
        model = ExternalCount

    class Params:
        confirmed = factory.Trait(
            confirmed_by=factory.LazyFunction(lambda: staff("cmm_coordinator")),
            confirmed_at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
        )

    population = "charged"
    year = 2024
    value = 8
    origin = "letter"
    authority = "Rigsadvokaten"
    document = "Brev af 2. marts 2026, j.nr. 26-101"
    received_on = date(2026, 3, 2)
    entered_by = factory.LazyFunction(lambda: staff("cmm_statistician"))
    entered_at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
