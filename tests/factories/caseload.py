from datetime import timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.models import Changeover
from cmm.accounts.models import Cover
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory


class ChangeoverFactory(factory.django.DjangoModelFactory):
    """A case its contact person offers to a colleague who has not answered."""

    class Meta:
        model = Changeover

    case = factory.SubFactory(CaseFactory)
    case_ref = factory.SelfAttribute("case.ref")
    number = factory.LazyAttribute(lambda row: row.case.changeovers.count() + 1)
    giver = factory.SelfAttribute("case.caseworker")
    receiver = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    note = "Hun skal ringes op fredag. Bror må ikke tage telefonen."
    offered_by = factory.LazyAttribute(lambda row: row.giver or staff("cmm_coordinator"))


class CoverFactory(factory.django.DjangoModelFactory):
    """A colleague covers for another for a week, from yesterday on."""

    class Meta:
        model = Cover

    absent = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    covering = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    organisation = factory.SelfAttribute("absent.organisation")
    days = factory.LazyFunction(
        lambda: DateRange(timezone.localdate() - timedelta(days=1), timezone.localdate() + timedelta(days=6))
    )
    given_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
