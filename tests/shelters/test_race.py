"""Six requests, one bed; and one person, six beds. Real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from cases.models import Case
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest, Unit
from shelters.services import accept_request, place_at_once
from shelters.services.requests import Wish
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory
from tests.factories.shelters import RequestFactory, ShelterFactory, UnitFactory, night

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


def placed_at_once(case_id, unit_id, actor_id, start):
    """What came of one emergency placement, tried when all the others are."""
    case, unit, actor = Case.objects.get(pk=case_id), Unit.objects.get(pk=unit_id), User.objects.get(pk=actor_id)
    start.wait()
    try:
        wish = Wish(wanted_from=night(0), wanted_to=night(1))
        return place_at_once(actor=actor, case=case, unit=unit, wish=wish).ref
    except ValidationError as refused:
        return refused.messages[0]
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_six_emergencies_at_one_bed_place_one_person_and_leave_nothing_of_the_others(caseworker):
    unit, cases, start = UnitFactory(), CaseFactory.create_batch(THREADS), Barrier(THREADS)

    with ThreadPoolExecutor(THREADS) as pool:
        tries = [pool.submit(placed_at_once, case.pk, unit.pk, caseworker.pk, start) for case in cases]
        outcomes = sorted(one.result() for one in tries)

    stay = Placement.objects.get()
    assert outcomes == [stay.ref] + ["Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny."] * 5
    assert PlacementRequest.objects.get() == stay.request
    assert AuditEntry.objects.get().action == AuditAction.VICTIM_PLACED_AT_ONCE
