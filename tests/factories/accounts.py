from datetime import date

import factory
from django.contrib.auth.models import Group

from cmm.accounts.enums import CAPABILITY_OF, Capability, OrganisationKind, Role
from cmm.accounts.models import Organisation, RoleAssignment, User

# The one organisation of each kind most tests need, known by the code the rules know.
HOME = {
    Capability.CASEWORK: ("cmm", "Center mod Menneskehandel", OrganisationKind.AGENCY),
    Capability.DECIDES: ("us", "Udlændingestyrelsen", OrganisationKind.AGENCY),
    Capability.POLICE: ("politi-fyn", "Fyns Politi", OrganisationKind.POLICE),
    Capability.OUTREACH: ("ngo", "Prøve-NGO", OrganisationKind.NGO),
    Capability.SHELTERS: ("krisecenter", "Prøvekrisecenter", OrganisationKind.OPERATOR),
    Capability.SUPERVISES: ("socialtilsyn-syd", "Socialtilsyn Syd", OrganisationKind.SUPERVISION),
    Capability.READS_REPORTS: ("ligestilling", "Ligestillingsafdelingen", OrganisationKind.MINISTRY),
}


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"organisation-{n}")
    name_da = factory.LazyAttribute(lambda row: f"Prøveorganisation {row.code}")
    kind = OrganisationKind.OTHER
    capabilities = factory.LazyFunction(list)
    valid_from = date(2007, 1, 1)
    group = factory.LazyAttribute(lambda row: Group.objects.get_or_create(name=f"organisation:{row.code}")[0])


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@prove.test")
    name = factory.Sequence(lambda n: f"Prøve Person {n}")
    organisation = factory.SubFactory(OrganisationFactory)

    @factory.post_generation
    def roles(self, create, extracted, **_kwargs):
        for role in extracted or ():
            RoleAssignment.objects.create(user=self, role=role)


def home_of(role):
    """The organisation a test's colleague with ``role`` belongs to."""
    code, name, kind = HOME[CAPABILITY_OF[Role(role)] or Capability.CASEWORK]
    capability = CAPABILITY_OF[Role(role)] or Capability.CASEWORK
    return OrganisationFactory(code=code, name_da=name, kind=kind, capabilities=[capability])


def staff(role, **facts):
    """A colleague with one role, in the organisation where it belongs unless ``organisation`` says otherwise."""
    return UserFactory(**{"organisation": home_of(role), "roles": [role]} | facts)
