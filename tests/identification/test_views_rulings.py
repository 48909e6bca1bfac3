"""Appeals and findings in the browser, in the course of the case and in the log."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.enums import CodeList
from cmm.audit.models import AuditEntry
from identification.selectors.course import course_of
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.identification import DecisionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.identification.rulings import ended, standing, supported

pytestmark = pytest.mark.django_db


def address(name, case, *more):
    return reverse(f"identification:{name}", args=[case.ref, *more])


def test_an_appeal_from_the_case_to_its_outcome(as_role, people):
    decision = DecisionFactory()
    case, board = decision.case, code(CodeList.APPEAL_BODY, "immigration_appeals_board")
    said = {"lodged_by": "lawyer", "body": board.pk, "lodged_on": "12-10-2026"}
    as_role("cmm_caseworker").get(reverse("cases:case_purpose", args=[case.ref]))
    early = as_role("cmm_coordinator").post(address("appeal_create", case), said | {"lodged_on": "01-10-2026"})
    assert (early.status_code, early.context["form"].errors) == (
        422, {"lodged_on": ["Klagen kan ikke ligge før afgørelsen (6. oktober 2026)."]},
    )  # fmt: skip
    AppealFactory(decision=decision, recorded_by=staff("cmm_coordinator"))

    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert (address("appeal_end", case, 1) in tab.text, address("appeal_create", case) in tab.text) == (True, False)
    as_role("cmm_coordinator").post(address("appeal_end", case, 1), {"outcome": "annulled", "outcome_on": "30-10-2026"})

    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert "Ophævet" in tab.text
    assert standing(case) == ("in_clarification", [])


def test_a_finding_from_the_case_to_the_decision_in_force(as_role):
    case, court = supported(), code(CodeList.COURT, "odense")
    said = {"court": court.pk, "court_ref": "S5-1", "judged_on": "20-10-2026", "outcome": "trafficked"}
    as_role("cmm_coordinator").post(address("finding_create", case), said)
    own = as_role("cmm_coordinator").post(address("finding_answer", case, 1), {"answer": "confirm"})
    assert (own.status_code, "En anden kollega bekræfter" in own.text) == (422, True)
    other = FindingFactory(case=case)

    empty = as_role("cmm_coordinator").post(address("finding_answer", case, other.number), {"answer": "refuse"})
    assert (empty.status_code, empty.context["form"].errors) == (422, {"refusal": ["Udfyld feltet."]})
    as_role("cmm_coordinator").post(address("finding_answer", case, other.number), {"answer": "confirm"})

    assert standing(case) == ("in_support", [("trafficked", "court")])
    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert "Retten i Odense" in tab.text


def test_the_course_of_the_case_shows_both(coordinator):
    appeal = ended(coordinator, "upheld")
    FindingFactory(case=appeal.case)

    with override("da"):
        shown = [
            (point.label, point.hollow)
            for point in course_of(coordinator, appeal.case)
            if point.lane in ("work", "criminal")
        ]

    assert [one for one in shown if one[0] in {"Klage", "Dom", "Klage afsluttet"}] == [
        ("Klage", False), ("Dom", True), ("Klage afsluttet", False),
    ]  # fmt: skip


def test_everything_is_logged_under_the_case(coordinator):
    appeal = ended(coordinator, "annulled")

    actions = AuditEntry.objects.filter(case_ref=appeal.case.ref).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["case.moved", "appeal.ended"]
