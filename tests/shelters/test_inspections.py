"""Visits of a Socialtilsyn: planned, held once, what they found, and what was done about it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from cases.enums import CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.models import Finding, Inspection
from shelters.services import (
    add_finding,
    cancel_inspection,
    follow_up,
    hold_inspection,
    move_inspection,
    plan_inspection,
)
from shelters.services.inspections import NewFinding
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.shelters import (
    FindingFactory,
    InspectionFactory,
    LocalityFactory,
    ShelterFactory,
    inspector,
    night,
)
from tests.shelters.test_approvals import municipality

pytestmark = pytest.mark.django_db


def found(**facts):
    theme = code(CodeList.QUALITY_THEME, "wellbeing")
    return NewFinding(**{"theme": theme, "score": 4, "text": "Beboerne er trygge."} | facts)


def test_an_inspection_is_planned_and_held_once():
    house = ShelterFactory()
    visit = plan_inspection(actor=inspector(), shelter=house, announced=False, planned_on=night(3))
    move_inspection(actor=inspector(), inspection=visit, planned_on=night(0))

    hold_inspection(actor=inspector(), inspection=visit, done_on=night(0), summary=" God stemning. ")

    visit.refresh_from_db()
    assert (visit.shelter, visit.organisation, visit.announced) == (house, inspector().organisation, False)
    assert (visit.planned_on, visit.done_on, visit.summary) == (night(0), night(0), "God stemning.")
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == [AuditAction.INSPECTION_PLANNED, AuditAction.INSPECTION_MOVED, AuditAction.INSPECTION_HELD]
    with pytest.raises(Conflict, match="allerede registreret"):
        hold_inspection(actor=inspector(), inspection=visit, done_on=night(0), summary="Igen")
    with pytest.raises(Conflict, match="allerede registreret"):
        move_inspection(actor=inspector(), inspection=visit, planned_on=night(3))


def test_an_inspection_lies_ahead_until_it_is_held():
    with pytest.raises(RuleError) as past:
        plan_inspection(actor=inspector(), shelter=ShelterFactory(), announced=True, planned_on=night(-1))
    with pytest.raises(RuleError) as moved:
        move_inspection(actor=inspector(), inspection=InspectionFactory(), planned_on=night(-1))
    with pytest.raises(RuleError) as future:
        hold_inspection(actor=inspector(), inspection=InspectionFactory(), done_on=night(1), summary="Ok")
    assert [one.value.field for one in (past, moved, future)] == ["planned_on", "planned_on", "done_on"]


def test_nobody_inspects_at_home():
    at_home = LocalityFactory(municipality=municipality("430")).shelter
    with pytest.raises(RuleError, match="i den kommune, det selv hører til"):
        plan_inspection(actor=inspector(), shelter=at_home, announced=True, planned_on=night(3))
    with pytest.raises(DatabaseError, match="in their own host municipality"):
        InspectionFactory(shelter=at_home)


def test_findings_are_added_once_it_is_held():
    """The trigger found_on_a_visit keeps it too."""
    with pytest.raises(RuleError, match="når tilsynet er gennemført"):
        add_finding(actor=inspector(), inspection=InspectionFactory(), new=found())
    with pytest.raises(DatabaseError, match="before an inspection is held"):
        FindingFactory(inspection=InspectionFactory())


def test_a_finding_is_corrected_by_another_and_once():
    visit = InspectionFactory(held=True)
    first = add_finding(actor=inspector(), inspection=visit, new=found())

    second = add_finding(actor=inspector(), inspection=visit, new=found(score=2, corrects=first))

    assert [(row.number, row.score, row.corrects) for row in visit.findings.all()] == [(1, 4, None), (2, 2, first)]
    assert (second.organisation, second.house_organisation) == (visit.organisation, visit.shelter.organisation_id)
    with pytest.raises(Conflict, match="allerede rettet"):
        add_finding(actor=inspector(), inspection=visit, new=found(corrects=first))


def test_a_finding_corrects_none_of_another_inspection():
    other = FindingFactory()
    with pytest.raises(DatabaseError, match="finding_corrects_one_of_its_inspection"):
        FindingFactory(inspection=InspectionFactory(held=True), corrects=other)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"follow_up": "Ryd op"}, "due_on"),
        ({"due_on": night(9)}, "follow_up"),
        ({"follow_up": "Ryd op", "due_on": night(-20)}, "due_on"),
    ],
)
def test_what_must_be_done_has_its_day(facts, field):
    with pytest.raises(RuleError) as refused:
        add_finding(actor=inspector(), inspection=InspectionFactory(held=True), new=found(**facts))
    assert refused.value.field == field


def test_a_follow_up_is_ticked_off_once():
    finding = FindingFactory()

    follow_up(actor=inspector(), finding=finding, on=night(0), outcome=" Ryddet. ")

    finding.refresh_from_db()
    assert (finding.followed_on, finding.outcome, finding.followed_by) == (night(0), "Ryddet.", inspector())
    with pytest.raises(Conflict, match="allerede afsluttet"):
        follow_up(actor=inspector(), finding=finding, on=night(0))


def test_what_has_not_been_done_is_not_ticked_off():
    with pytest.raises(RuleError, match="efter i dag"):
        follow_up(actor=inspector(), finding=FindingFactory(), on=night(1))


@pytest.mark.parametrize("constraint", [
    ("finding_is_judged_from_1_to_5", {"score": 6}),
    ("finding_follow_up_has_its_day", {"due_on": None}),
    ("finding_is_followed_up_whole", {"followed_on": night(0)}),
])  # fmt: skip
def test_the_database_keeps_it_too(constraint):
    name, facts = constraint
    with pytest.raises(DatabaseError, match=name):
        FindingFactory(**facts)


def test_an_inspection_is_held_whole():
    with pytest.raises(DatabaseError, match="inspection_is_held_whole"), transaction.atomic():
        InspectionFactory(done_on=night(0))


def test_another_authority_neither_sees_nor_changes_it():
    visit = InspectionFactory(held=True)
    other = OrganisationFactory(code="socialtilsyn-nord", capabilities=["supervises"])
    stranger = staff("supervision_inspector", organisation=other)
    with pytest.raises(PermissionDenied):
        add_finding(actor=stranger, inspection=visit, new=found())
    assert (list(Inspection.objects.allowed(stranger)), list(Finding.objects.allowed(stranger))) == ([], [])


def test_a_house_never_learns_of_an_unannounced_visit_before_it_is_made(manager):
    InspectionFactory(announced=False)
    held, announced = InspectionFactory(announced=False, held=True), InspectionFactory()
    assert set(Inspection.objects.allowed(manager)) == {held, announced}


def test_a_planned_inspection_is_cancelled_with_a_reason_that_stays():
    visit = InspectionFactory(announced=False)
    with pytest.raises(RuleError) as why:
        cancel_inspection(actor=inspector(), inspection=visit, because=" ")

    cancel_inspection(actor=inspector(), inspection=visit, because=" Huset er lukket. ")

    visit.refresh_from_db()
    assert (why.value.field, visit.cancelled_because, visit.is_held) == ("because", "Huset er lukket.", False)
    assert AuditEntry.objects.get().action == AuditAction.INSPECTION_CANCELLED
    for again in (
        lambda: cancel_inspection(actor=inspector(), inspection=visit, because="Igen"),
        lambda: move_inspection(actor=inspector(), inspection=visit, planned_on=night(3)),
        lambda: hold_inspection(actor=inspector(), inspection=visit, done_on=night(0), summary="Ok"),
    ):
        with pytest.raises(Conflict, match="aflyst"):
            again()


def test_what_was_held_is_not_cancelled():
    visit = InspectionFactory(held=True)
    with pytest.raises(Conflict, match="allerede registreret"):
        cancel_inspection(actor=inspector(), inspection=visit, because="For sent")
    with pytest.raises(DatabaseError, match="inspection_is_cancelled_whole"), transaction.atomic():
        Inspection.objects.filter(pk=visit.pk).update(
            cancelled_because="For sent", cancelled_by=inspector(), cancelled_at=visit.done_at
        )
