"""Reviews of emergency access: who judges it, once, and what never changes."""

import pytest
from django.core.exceptions import PermissionDenied

from cases.models import BrokenGlass
from cases.services import end_glass, review_glass
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.cases.glasses import broken, changed_rows, restricted
from tests.factories.cases import GlassFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["cmm_coordinator", "data_protection_officer"])
def test_somebody_else_judges_it_once(people, role):
    glass = GlassFactory(user=people["cmm_caseworker"])

    judged = review_glass(actor=people[role], glass=glass, verdict="unjustified", remark=" Tal med kollegaen. ")

    assert (judged.verdict, judged.remark, judged.reviewed_by) == ("unjustified", "Tal med kollegaen.", people[role])
    entry = AuditEntry.objects.get(action=AuditAction.GLASS_REVIEWED)
    assert (entry.case_ref, entry.details) == (glass.case_ref, {"verdict": "unjustified"})
    with pytest.raises(Conflict):
        review_glass(actor=people[role], glass=glass, verdict="justified")


def test_whoever_broke_it_does_not_judge_it(caseworker, coordinator):
    with pytest.raises(PermissionDenied):
        review_glass(actor=caseworker, glass=GlassFactory(user=caseworker), verdict="justified")
    with pytest.raises(RuleError) as refused:
        review_glass(actor=coordinator, glass=GlassFactory(user=coordinator), verdict="justified")
    assert refused.value.code == "own_glass"


def test_a_verdict_against_says_what_was_wrong(coordinator):
    with pytest.raises(RuleError) as refused:
        review_glass(actor=coordinator, glass=GlassFactory(), verdict="unjustified", remark=" ")
    assert refused.value.field == "remark"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_brokenglass SET reason = reason || 'x'",
        "UPDATE cases_brokenglass SET user_id = reviewed_by_id",
        "UPDATE cases_brokenglass SET ended_at = opened_at",
        "UPDATE cases_brokenglass SET verdict = 'unjustified'",
        "UPDATE cases_brokenglass SET reviewed_at = NULL, reviewed_by_id = NULL, verdict = '', remark = ''",
        "DELETE FROM cases_brokenglass",
    ],
)
def test_what_it_said_is_never_changed(caseworker, coordinator, change):
    glass = broken(caseworker, restricted())
    end_glass(actor=caseworker, glass=glass)
    review_glass(actor=coordinator, glass=glass, verdict="justified")
    assert changed_rows(change) == 0


def test_coordinator_and_data_protection_officer_have_it_to_review_at_once(people, caseworker):
    glass = broken(caseworker, restricted())
    waiting = {role: list(BrokenGlass.objects.for_review_by(people[role])) for role in people}
    assert {role for role, found in waiting.items() if found == [glass]} == {
        "cmm_coordinator",
        "data_protection_officer",
    }
