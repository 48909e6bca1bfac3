"""What the tests of appeals and findings share."""

from datetime import date

from cases.enums import CaseStatus
from identification.models import StatusDecision
from identification.services import end_appeal
from tests.factories.cases import CaseFactory
from tests.factories.rulings import AppealFactory

DAY = date(2026, 10, 30)


def supported(**facts):
    return CaseFactory(status=CaseStatus.IN_SUPPORT, **facts)


def ended(actor, outcome, **more):
    appeal = AppealFactory()
    return end_appeal(actor=actor, appeal=appeal, outcome=outcome, outcome_on=DAY, **more)


def standing(case):
    case.refresh_from_db()
    in_force = StatusDecision.objects.filter(case=case, in_force=True).values_list("outcome", "authority")
    return case.status, list(in_force)
