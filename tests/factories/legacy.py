"""Batches of former case sheets, and cases that came with one."""

import factory
from django.utils import timezone

from cases.legacy.models import Batch, Past
from cmm.crypto import vault
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

SHEET = "Sagsnr.;Oprettet;Lukket;Navn\n2012-1;3.5.2012;4.6.2013;Fiktiva Prøvesen\n".encode()


class BatchFactory(factory.django.DjangoModelFactory):
    """A file that was uploaded and has not been moved in."""

    class Meta:
        model = Batch
        skip_postgeneration_save = True

    ref = factory.Sequence(lambda n: f"G-2026-{n + 5000:04d}")
    uploaded_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
    organisation = factory.SelfAttribute("uploaded_by.organisation")
    digest = factory.Sequence(lambda n: f"{n:064d}")
    rows = 1

    @factory.post_generation
    def content(self, create, content, **_others):
        if self.uuid is not None:
            vault.put(self.uuid, content or SHEET)


class DoneFactory(BatchFactory):
    """A batch that was moved in and settled."""

    state = "settled"
    uuid = None
    started_by = factory.SelfAttribute("uploaded_by")
    started_at = factory.LazyFunction(timezone.now)
    reason = "Fra de gamle ark"
    made = 1


class PastFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Past

    case = factory.SubFactory(CaseFactory)
    batch = factory.SubFactory(DoneFactory)
    row = 2
    number = factory.Sequence(lambda n: f"2012-{n}")
