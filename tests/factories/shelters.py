from datetime import date, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cmm.accounts.enums import Role
from shelters.models import (
    Address,
    Approval,
    Closure,
    Correction,
    Finding,
    HouseNote,
    Inspection,
    Locality,
    Placement,
    PlacementRequest,
    Service,
    Shelter,
    Unit,
)
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


def inspector():
    """The inspector of the tests, however many houses are approved."""
    home = home_of(Role.SUPERVISION_INSPECTOR)
    return home.users.filter(role_assignments__role=Role.SUPERVISION_INSPECTOR).first() or staff(
        Role.SUPERVISION_INSPECTOR
    )


class ShelterFactory(factory.django.DjangoModelFactory):
    """A shelter of the organisation the tests' shelter staff work in, approved for years, without places.

    It takes children: the persons of the tests are of unknown age.
    """

    class Meta:
        model = Shelter
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"hus-{n}")
    name = factory.Sequence(lambda n: f"Hus {n}")
    organisation = factory.LazyFunction(lambda: home_of(Role.SHELTER_MANAGER))
    accommodation_type = factory.LazyFunction(lambda: code(CodeList.ACCOMMODATION_TYPE, "crisis_s109"))
    takes_children = True

    @factory.post_generation
    def approved(self, create, extracted, **_kwargs):
        """``approved=False`` leaves a house nobody has said anything of, not even where it lies."""
        if extracted is not False:
            ApprovalFactory(shelter=self)


class LocalityFactory(factory.django.DjangoModelFactory):
    """Odense, where no Socialtilsyn is at home."""

    class Meta:
        model = Locality
        django_get_or_create = ("shelter",)

    shelter = factory.SubFactory(ShelterFactory, approved=False)
    municipality = factory.LazyFunction(lambda: Code.objects.get(list="municipality", code="461"))
    changed_by = factory.LazyFunction(inspector)


class ApprovalFactory(factory.django.DjangoModelFactory):
    """A house somewhere, approved by the authority the tests' inspector works at, for years to either side."""

    class Meta:
        model = Approval

    shelter = factory.SubFactory(ShelterFactory, approved=False)
    recorded_by = factory.LazyFunction(inspector)
    organisation = factory.SelfAttribute("recorded_by.organisation")
    status = "approved"
    places = 6
    decided_on = date(2014, 1, 1)
    valid_from = date(2014, 1, 1)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        LocalityFactory(shelter=kwargs["shelter"], changed_by=kwargs["recorded_by"])
        return super()._create(model_class, *args, **kwargs)


class InspectionFactory(factory.django.DjangoModelFactory):
    """An announced visit in a week; ``held=True``: made a week ago."""

    class Meta:
        model = Inspection

    class Params:
        held = factory.Trait(
            planned_on=night(-7),
            done_on=night(-7),
            summary="Tilsynet talte med leder og medarbejdere.",
            done_by=factory.SelfAttribute("planned_by"),
            done_at=factory.LazyFunction(timezone.now),
        )

    ref = factory.Sequence(lambda n: f"T-2025-{n:04d}")
    shelter = factory.SubFactory(ShelterFactory)
    planned_by = factory.LazyFunction(inspector)
    organisation = factory.SelfAttribute("planned_by.organisation")
    announced = True
    planned_on = night(7)


class FindingFactory(factory.django.DjangoModelFactory):
    """Something the house must do within a month."""

    class Meta:
        model = Finding

    inspection = factory.SubFactory(InspectionFactory, held=True)
    organisation = factory.SelfAttribute("inspection.organisation")
    number = factory.Sequence(lambda n: n + 1)
    theme = factory.LazyFunction(lambda: code(CodeList.QUALITY_THEME, "premises"))
    score = 3
    text = "Brandvejen var spærret."
    follow_up = "Ryd brandvejen."
    due_on = night(30)
    recorded_by = factory.SelfAttribute("inspection.planned_by")


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


class ClosureFactory(factory.django.DjangoModelFactory):
    """A place that is out of use for a week, from tonight."""

    class Meta:
        model = Closure

    unit = factory.SubFactory(UnitFactory)
    first = night(0)
    until = night(7)
    reason = "Vandskade"
    closed_by = factory.LazyFunction(lambda: staff("shelter_manager"))


class RequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlacementRequest

    ref = factory.Sequence(lambda n: f"P-2026-{n + 5000:04d}")
    case = factory.SubFactory(CaseFactory)
    shelter = factory.SubFactory(ShelterFactory)
    known_as = factory.Sequence(lambda n: f"Ventende {n}")
    wanted_from = night(0)
    wanted_to = night(7)
    requested_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class PlacementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Placement

    ref = factory.Sequence(lambda n: f"O-2026-{n + 5000:04d}")
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


class CorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Correction

    placement = factory.SubFactory(PlacementFactory)
    case = factory.SelfAttribute("placement.case")
    said = "Skrevet på den forkerte dag."
    was = nights(-8, 7)
    becomes = nights(-7, 7)
    corrected_by = factory.LazyFunction(lambda: staff("shelter_manager"))
