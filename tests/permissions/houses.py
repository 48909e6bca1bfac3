"""Houses, and whoever lives or is asked for there, in each relation to the colleagues (``world``)."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from shelters.models import PayerRule
from tests.factories import shelters as houses
from tests.factories.accounts import OrganisationFactory
from tests.factories.cases import CaseFactory
from tests.factories.shelters import (
    AddressFactory,
    InspectionFactory,
    NoteFactory,
    PlacementFactory,
    RequestFactory,
    ServiceFactory,
    ShelterFactory,
    UnitFactory,
)

STAY = DateRange(date(2026, 11, 20), date(2026, 12, 20))


def add_shelters(world, cases):
    house = ShelterFactory(organisation=world.people["shelter_manager"].organisation)
    other = ShelterFactory(organisation=OrganisationFactory(capabilities=["shelters"]))
    for relation, shelter in {"ours": house, "others'": other}.items():
        world.add("shelter", relation, slug=shelter.slug)
        world.add("unit", relation, slug=shelter.slug, pk=UnitFactory(shelter=shelter).pk)
        world.add("closure", relation, slug=shelter.slug, pk=houses.ClosureFactory(unit__shelter=shelter).pk)
        world.add("address", relation, slug=AddressFactory(shelter=shelter).shelter.slug)
        case = cases["colleague's"]
        world.add("request", relation, ref=RequestFactory(case=case, shelter=shelter).ref)
        resident = CaseFactory(caseworker=case.caseworker)
        stay = PlacementFactory(case=resident, victim=resident.victim, unit=UnitFactory(shelter=shelter), stay=STAY)
        world.add("stay", relation, ref=stay.ref)
        world.add("house note", relation, pk=NoteFactory(placement=stay).pk)
        houses.CorrectionFactory(placement=stay)
        NoteFactory(placement=stay, kind="disappeared", planned_to=STAY.upper)
        world.add("service", relation, pk=ServiceFactory(placement=stay).pk)
        world.add("inspection", relation, ref=houses.FindingFactory(inspection__shelter=shelter).inspection.ref)
    to_come = InspectionFactory(shelter=house, announced=False)
    world.add("inspection", "ours, unannounced and to come", ref=to_come.ref)
    another = OrganisationFactory(code="socialtilsyn-nord", capabilities=["supervises"])
    theirs = InspectionFactory(shelter=house, organisation=another, held=True)
    world.add("inspection", "another authority's", ref=theirs.ref)
    world.add("inspection", "absent", ref="T-1999-0001")
    world.add("shelter", "absent", slug="no-such-house")
    world.add("payer rule", "any", pk=PayerRule.objects.first().pk)
    world.add("payer rule", "absent", pk=999_999)
    world.add("unit", "absent", slug=house.slug, pk=999_999)
    world.add("closure", "absent", slug=house.slug, pk=999_999)
    world.add("address", "absent", slug="no-such-house")
    world.add("request", "absent", ref="P-1999-0001")
    world.add("stay", "absent", ref="O-1999-0001")
    for kind in ("house note", "service"):
        world.add(kind, "absent", pk=UUID(int=0))
