"""Fictional particulars. A CPR number of somebody born in the 1870s that fails modulus 11 was never anybody's."""

import factory

from cases.models import Identity
from cases.particulars import Contact, Names, Numbers
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

NAMES = Names(given_names="Fiktiva", family_names="Opdigtsen", aliases="Fia\nFiktivia")
NUMBERS = Numbers(cpr_number="110177-8121", person_id="00-000-001")
CONTACT = Contact(phone="+45 00 00 00 01", address="Prøvestræde 1, 0000 Ingensteds")
ALL = (NAMES, NUMBERS, CONTACT)


class IdentityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Identity

    case = factory.SubFactory(CaseFactory)
    victim = factory.SelfAttribute("case.victim")
    names = factory.LazyFunction(NAMES.filled)
    numbers = factory.LazyFunction(NUMBERS.filled)
    contact = factory.LazyFunction(CONTACT.filled)
    changed_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
