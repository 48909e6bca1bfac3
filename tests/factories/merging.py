"""Two files that lie together. Only the verb moves their rows: these say no more than that they do."""

import factory

from cases.merging.models import Merge
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory


class MergeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Merge

    case = factory.SubFactory(CaseFactory)
    husk = factory.SubFactory(CaseFactory)
    reason = "Samme ar og samme søster."
    merged_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
