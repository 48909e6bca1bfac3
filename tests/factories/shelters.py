from datetime import date, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.enums import CodeList
from cmm.accounts.enums import Role
from shelters.models import Address, HouseNote, Placement, PlacementRequest, Service, Shelter, Unit
from tests.factories.accounts import OrganisationFactory, home_of, staff
from tests.factories.cases import CaseFactory, code

TODAY = date(2026, 11, 23)


def night(number):
    """The day ``number`` nights after the day the tests of this room live in."""
    return TODAY + timedelta(days=number)


def nights_from(day, number):
    """``number`` nights from ``day`` on."""
    return DateRange(day, day + timedelta(days=number))


def nights(first, departure):
    return DateRange(night(first), night(departure))


def other_house():
    """An organisation that runs shelters, and is not the one the colleagues of the tests work in."""
    return OrganisationFactory(code="andet-krisecenter", capabilities=["shelters"])


class ShelterFactory(factory.django.DjangoModelFactory):
    """A shelter of the organisation the tests' shelter staff work in, without places."""

    class Meta:
        model = Shelter

    slug = factory.Sequence(lambda n: f"hus-{n}")
    name = factory.Sequence(lambda n: f"Hus {n}")
    organisation = factory.LazyFunction(lambda: home_of(Role.SHELTER_MANAGER))
    accommodation_type = factory.LazyFunction(lambda: code(CodeList.ACCOMMODATION_TYPE, "crisis_s109"))


class AddressFactory(factory.django.DjangoModelFactory):
    """Where a secret house lies, and the house."""

    class Meta:
        model = Address

    shelter = factory.SubFactory(ShelterFactory, address_class="secret")
    organisation = factory.SelfAttribute("shelter.organisation")
    said = "Fiktivvej 7, 9999 Ingensted"
    changed_by = factory.LazyFunction(lambda: staff("shelter_manager"))


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    shelter = factory.SubFactory(ShelterFactory)
    name = factory.Sequence(lambda n: f"Plads {n}")


class RequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlacementRequest

    ref = factory.Sequence(lambda n: f"P-2026-{n:04d}")
    case = factory.SubFactory(CaseFactory)
    shelter = factory.SubFactory(ShelterFactory)
    known_as = factory.Sequence(lambda n: f"Ventende {n}")
    wanted_from = night(0)
    wanted_to = night(7)
    requested_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class PlacementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Placement

    ref = factory.Sequence(lambda n: f"O-2026-{n:04d}")
    case = factory.SubFactory(CaseFactory)
    victim = factory.SelfAttribute("case.victim")
    unit = factory.SubFactory(UnitFactory)
    stay = nights(-7, 7)
    known_as = factory.Sequence(lambda n: f"Beboer {n}")
    placed_by = factory.LazyFunction(lambda: staff("shelter_manager"))


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    placement = factory.SubFactory(PlacementFactory)
    case = factory.SelfAttribute("placement.case")
    kind = factory.LazyFunction(lambda: code(CodeList.SERVICE_TYPE, "psychologist"))
    given_on = night(-1)
    logged_by = factory.LazyFunction(lambda: staff("shelter_staff"))


class NoteFactory(factory.django.DjangoModelFactory):
    """An absence that began three hours ago and is over in three, if nothing else is said."""

    class Meta:
        model = HouseNote

    placement = factory.SubFactory(PlacementFactory)
    case = factory.SelfAttribute("placement.case")
    kind = "absence"
    at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=3))
    written_by = factory.LazyFunction(lambda: staff("shelter_staff"))
