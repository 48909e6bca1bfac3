"""Figures other authorities hold, and what is returned outside."""

from dataclasses import asdict
from datetime import UTC, date, datetime

import factory

from reports.extracts.packing import digest_of, packed
from reports.models import Edition, ExternalCount, Extract, ExtractPart, Submission
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


def decided(number, **said):
    """A row of an extract: a woman of Nigeria, assessed as trafficked in May 2025."""
    row = {
        "person": str(number), "year": 2025, "month": 5, "outcome": "trafficked", "annulled": False,
        "set_aside": False, "said_before": False, "sex": "female", "age": "25_34", "form": "sexual_prostitution",
        "citizenship": "NG",
    }  # fmt: skip
    return row | said


def published_edition(decisions, *, year=2025, refusals=()):
    """A published edition of the register that was frozen with these rows; its own tables are empty."""
    by, colleague = staff("cmm_statistician"), staff("cmm_coordinator")
    at = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
    edition = Edition.objects.create(
        year=year, number=1, is_live=True, state="published", digest=f"{year:064}", requested_by=by,
        figures={"year": year, "tables": [], "facts": []}, reviewed_by=colleague, reviewed_at=at, sealed_by=colleague,
        sealed_at=at, published_by=colleague, published_at=at, seal={"earlier": [], "figures": "", "files": {}},
    )  # fmt: skip
    parts = [packed("decisions", decisions), packed("refusals", refusals)]
    head = {"year": year, "threshold": 5}
    extract = Extract.objects.create(edition=edition, code="0" * 12, head=head, digest=digest_of(head, parts))
    ExtractPart.objects.bulk_create(ExtractPart(extract=extract, **asdict(part)) for part in parts)
    return edition


class SubmissionFactory(factory.django.DjangoModelFactory):
    """Asked for, and on its way."""

    class Meta:
        model = Submission

    class Params:
        released = factory.Trait(
            state="released",
            figures={
                "kind": "thb", "ref": "thb-2025-1", "year": 2025, "threshold": 5, "tables": [], "lines": [],
                "rests_on": {"edition": "2025-1", "extract": "", "earlier": []},
            },
            digest="3" * 64,
            released_by=factory.LazyFunction(lambda: staff("cmm_coordinator")),
            released_at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
        )  # fmt: skip

    kind = "glotip"
    year = factory.SelfAttribute("edition.year")
    number = factory.Sequence(lambda number: number + 1)
    edition = factory.LazyFunction(lambda: Edition.objects.order_by("pk").first() or published_edition([]))
    requested_by = factory.LazyFunction(lambda: staff("cmm_statistician"))
