"""Two who decide of one house at once, and a placement beside a withdrawal. Real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from cmm.accounts.models import User
from shelters.models import Approval, Placement
from shelters.services import accept_request, record_approval, withdraw_approval
from shelters.services.approvals import Decision
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.shelters import (
    ApprovalFactory,
    LocalityFactory,
    RequestFactory,
    UnitFactory,
    inspector,
    night,
)

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = "En anden afgørelse gælder i de dage. Den skal ophøre først."


def at_once(*acts):
    """Do all of ``acts`` at the same moment; what each gave, or was refused with."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return act()
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_of_two_authorities_that_decide_at_once_one_does():
    shelter = LocalityFactory().shelter
    other = OrganisationFactory(code="socialtilsyn-nord", capabilities=["supervises"])
    both = [inspector().pk, staff("supervision_inspector", organisation=other).pk]
    decision = Decision(status="approved", decided_on=night(0), valid_from=night(0), places=4)

    def deciding(pk):
        def act():
            return record_approval(actor=User.objects.get(pk=pk), shelter=shelter, decision=decision).status

        return act

    outcomes = at_once(*(deciding(pk) for pk in both))

    assert sorted(outcomes) == [TAKEN, "approved"]
    assert Approval.objects.count() == 1


def test_nobody_is_placed_beside_the_withdrawal(settings):
    """Whichever comes first: a stay that begins before it, or none."""
    settings.CMM_LAPSED_APPROVAL = "refuse"
    approval, actor, manager = ApprovalFactory(), inspector(), staff("shelter_manager")
    unit = UnitFactory(shelter=approval.shelter)
    asked = RequestFactory(shelter=approval.shelter)

    def withdrawing():
        return withdraw_approval(actor=actor, approval=approval, on=night(0), grounds="Lukket").recorded_at

    def placing():
        return accept_request(actor=manager, request=asked, unit=unit).ref

    _withdrawn, placed = at_once(withdrawing, placing)

    assert Approval.objects.filter(status="withdrawn").count() == 1
    assert (placed.startswith("O-")) == Placement.objects.exists()
