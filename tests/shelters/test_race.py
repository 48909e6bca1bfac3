"""Six requests, one bed; and one person, six beds. Real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest, Unit
from shelters.services import accept_request
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory
from tests.factories.shelters import RequestFactory, ShelterFactory, UnitFactory

THREADS = 6


def at_once(pairs, manager_id):
    """Answer yes to every (request, unit) at the same moment; the outcome of each."""
    start = Barrier(len(pairs))

    def answer(pair):
        request = PlacementRequest.objects.get(pk=pair[0])
        unit, actor = Unit.objects.get(pk=pair[1]), User.objects.get(pk=manager_id)
        start.wait()
        try:
            return accept_request(actor=actor, request=request, unit=unit).ref
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pairs)) as pool:
        return sorted(pool.map(answer, pairs))


@pytest.mark.django_db(transaction=True)
def test_one_of_six_gets_the_bed_and_the_others_a_clear_message():
    unit, manager = UnitFactory(), staff("shelter_manager")
    asked = [RequestFactory(shelter=unit.shelter) for _ in range(THREADS)]

    outcomes = at_once([(one.pk, unit.pk) for one in asked], manager.pk)

    stay = Placement.objects.get()
    assert outcomes == [stay.ref] + ["Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny."] * 5
    states = list(PlacementRequest.objects.order_by("state").values_list("state", flat=True))
    assert states == [RequestState.ACCEPTED] + [RequestState.WAITING] * 5
    assert AuditEntry.objects.filter(action=AuditAction.VICTIM_PLACED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_asked_for_in_six_houses_gets_one_bed():
    manager, victim = staff("shelter_manager"), VictimFactory()
    cases = [CaseFactory(victim=victim) for _ in range(2)]
    units = [UnitFactory(shelter=ShelterFactory()) for _ in range(THREADS)]
    asked = [RequestFactory(case=cases[n % 2], shelter=unit.shelter) for n, unit in enumerate(units)]

    pairs = [(one.pk, unit.pk) for one, unit in zip(asked, units, strict=True)]
    outcomes = at_once(pairs, manager.pk)

    stay = Placement.objects.get()
    assert outcomes == [stay.ref] + ["Personen har allerede en plads i den periode."] * 5
