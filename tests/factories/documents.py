from datetime import UTC, datetime

import factory

from cases.models import Document
from cmm.crypto import vault
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

CONTENT = b"%PDF-1.7 Et brev."


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document as the verb leaves it, its file closed in its place; ``withdrawn`` closes it to everybody."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.SelfAttribute("added_at"),
            withdrawn_by=factory.LazyFunction(lambda: staff("cmm_caseworker")),
            withdrawn_reason="En anden persons brev.",
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.documents.count() + 1)
    title = "Brev fra kommunen"
    kind = "pdf"
    size = len(CONTENT)
    added_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    added_at = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)

    @factory.post_generation
    def file(self, create, extracted, **_kwargs):
        vault.put(self.uuid, extracted or CONTENT)
