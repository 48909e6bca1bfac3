"""Appeals against decisions, and findings of courts."""

from datetime import UTC, date, datetime

import factory

from cases.enums import CodeList
from identification.enums import Outcome
from identification.models import Appeal, CourtFinding
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.identification import DecisionFactory


class AppealFactory(factory.django.DjangoModelFactory):
    """Under way, against a decision in force."""

    class Meta:
        model = Appeal

    decision = factory.LazyFunction(lambda: DecisionFactory())
    case = factory.SelfAttribute("decision.case")
    number = factory.LazyAttribute(lambda row: row.case.appeals.count() + 1)
    lodged_by = "lawyer"
    body = factory.LazyFunction(lambda: code(CodeList.APPEAL_BODY, "immigration_appeals_board"))
    lodged_on = date(2026, 10, 12)
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recorded_at = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)


class FindingFactory(factory.django.DjangoModelFactory):
    """Recorded, and not yet confirmed."""

    class Meta:
        model = CourtFinding

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.findings.count() + 1)
    court = factory.LazyFunction(lambda: code(CodeList.COURT, "odense"))
    court_ref = "S5-1234/2026"
    judged_on = date(2026, 10, 20)
    outcome = Outcome.TRAFFICKED.value
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recorded_at = datetime(2026, 10, 21, 9, 0, tzinfo=UTC)
