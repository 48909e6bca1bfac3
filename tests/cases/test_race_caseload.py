"""Cases that go from one to another, two at once. Real threads, real transactions."""

import pytest

from cases.models import Case, Changeover
from cases.services import (
    Picked,
    accept_case,
    assign_case,
    assign_cases,
    decline_case,
    raise_wall,
    take_back_offer,
)
from tests.factories.accounts import staff
from tests.factories.caseload import ChangeoverFactory
from tests.factories.cases import CaseFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(db):
    return staff("cmm_caseworker", name="Jonas Friis"), staff("cmm_caseworker", name="Mette Prøve")


def came_of(offer):
    offer.refresh_from_db()
    return offer.ended_as, Case.objects.get(pk=offer.case_id).caseworker


def test_an_offer_is_accepted_once_and_answered_or_taken_back(two, coordinator):
    giver, receiver = two
    others = (
        (receiver, lambda actor, offer: accept_case(actor=actor, offer=offer), {"accepted"}),
        (receiver, lambda actor, offer: decline_case(actor=actor, offer=offer, answer="Nej"), {"accepted", "declined"}),
        (coordinator, lambda actor, offer: take_back_offer(actor=actor, offer=offer), {"accepted", "withdrawn"}),
    )
    for who, act, ends in others:
        offer = ChangeoverFactory(case=CaseFactory(caseworker=giver), receiver=receiver)
        told = at_once(
            (receiver, lambda actor, offer=offer: accept_case(actor=actor, offer=offer)),
            (who, lambda actor, offer=offer, act=act: act(actor, offer)),
        )
        how, holder = came_of(offer)
        assert (sorted(told), how in ends, holder) == (
            sorted([DONE, "answered"]), True, receiver if how == "accepted" else giver,
        )  # fmt: skip


def test_a_case_that_is_accepted_while_it_is_assigned_ends_with_one_of_them(two, coordinator):
    giver, receiver = two
    offer = ChangeoverFactory(case=CaseFactory(caseworker=giver), receiver=receiver)

    told = at_once(
        (receiver, lambda actor: accept_case(actor=actor, offer=offer)),
        (
            coordinator,
            lambda actor: assign_case(actor=actor, case=Case.objects.get(pk=offer.case_id), caseworker=actor),
        ),
    )

    assert (told, came_of(offer)) in [
        ([DONE, DONE], ("accepted", coordinator)), (["answered", DONE], ("overtaken", coordinator)),
    ]  # fmt: skip


def test_many_cases_are_assigned_while_a_wall_is_raised_before_one_of_them(two, coordinator):
    """Either the wall stands first and no case moves, or all move first and no wall is raised before a holder."""
    receiver = two[1]
    cases = [CaseFactory() for _ in range(4)]
    picked = [Picked(case.ref, None) for case in cases]

    told = at_once(
        (coordinator, lambda actor: assign_cases(actor=actor, picked=picked, caseworker=receiver)),
        (
            staff("cmm_coordinator"),
            lambda actor: raise_wall(actor=actor, case=cases[2], user=receiver, reason="Kender den mistænkte."),
        ),
    )

    moved = Case.objects.filter(caseworker=receiver).count()
    assert (told[0], moved) in [("not_all", 0), (DONE, 4)]
    assert (told[1] == DONE) == (moved == 0)
    assert Changeover.objects.count() == 0


def test_two_who_assign_the_same_cases_at_once_assign_them_once(two, coordinator):
    cases = [CaseFactory() for _ in range(3)]
    picked = [Picked(case.ref, None) for case in cases]

    told = at_once(
        (coordinator, lambda actor: assign_cases(actor=actor, picked=picked, caseworker=two[0])),
        (staff("cmm_coordinator"), lambda actor: assign_cases(actor=actor, picked=picked[::-1], caseworker=two[1])),
    )

    first = two[told.index(DONE)]
    assert (sorted(told), {case.caseworker for case in Case.objects.all()}) == (sorted([DONE, "not_all"]), {first})
