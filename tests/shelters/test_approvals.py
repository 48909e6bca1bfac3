"""What a Socialtilsyn decides of a house, and who may be placed there."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.models import Code
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.models import Approval, Locality, Placement
from shelters.services import accept_request, move_victim, record_approval, withdraw_approval, write_locality
from shelters.services.approvals import Decision
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.shelters import (
    ApprovalFactory,
    LocalityFactory,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    inspector,
    night,
    nights,
)

pytestmark = pytest.mark.django_db
WHY = "Ingen andre pladser i nat."


def municipality(number):
    return Code.objects.get(list="municipality", code=number)


def decision(**facts):
    return Decision(**{"status": "approved", "decided_on": night(0), "valid_from": night(0), "places": 4} | facts)


def decided(shelter):
    rows = Approval.objects.filter(shelter=shelter).order_by("valid_from", "id")
    return [(row.status, row.in_force.lower, row.in_force.upper) for row in rows]


def lapsed_house():
    """Approved until four nights ago."""
    return ApprovalFactory(valid_to=night(-4)).shelter


def elsewhere(code="socialtilsyn-nord"):
    return staff("supervision_inspector", organisation=OrganisationFactory(code=code, capabilities=["supervises"]))


def test_a_new_decision_is_a_row_and_ends_the_one_before():
    house = ApprovalFactory().shelter

    record_approval(
        actor=inspector(),
        shelter=house,
        decision=decision(status="conditional", conditions="Flere vågne om natten.", valid_to=night(90)),
    )

    assert decided(house) == [("approved", date(2014, 1, 1), night(0)), ("conditional", night(0), night(90))]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == (
        AuditAction.APPROVAL_RECORDED,
        {"shelter": house.slug, "status": "conditional", "valid_from": "2026-11-23", "valid_to": "2027-02-21"},
    )


def test_what_is_withdrawn_ends_that_day_and_says_why():
    approval = ApprovalFactory()

    row = withdraw_approval(actor=inspector(), approval=approval, on=night(7), grounds=" Ingen leder. ")

    assert decided(approval.shelter) == [("approved", date(2014, 1, 1), night(7)), ("withdrawn", night(7), None)]
    assert row.grounds == "Ingen leder."
    assert AuditEntry.objects.get().action == AuditAction.APPROVAL_WITHDRAWN


def test_what_is_withdrawn_is_not_withdrawn_again():
    approval = ApprovalFactory()
    row = withdraw_approval(actor=inspector(), approval=approval, on=night(0), grounds="Lukket")

    with pytest.raises(RuleError, match="allerede trukket tilbage"):
        withdraw_approval(actor=inspector(), approval=row, on=night(1), grounds="Lukket")
    with pytest.raises(RuleError, match="gælder ikke den dag"):
        withdraw_approval(actor=inspector(), approval=approval, on=night(1), grounds="Lukket")


def test_two_decisions_are_never_in_force_at_once():
    house = ApprovalFactory(organisation=elsewhere().organisation).shelter

    with pytest.raises(Conflict, match="En anden afgørelse gælder"):
        record_approval(actor=inspector(), shelter=house, decision=decision())
    with pytest.raises(DatabaseError, match="shelters_one_decision_in_force"), transaction.atomic():
        ApprovalFactory(shelter=house, valid_from=night(3))


def test_a_decision_may_begin_the_day_another_ends():
    house = ApprovalFactory(valid_to=night(10)).shelter
    ApprovalFactory(shelter=house, valid_from=night(10))
    assert decided(house) == [("approved", date(2014, 1, 1), night(10)), ("approved", night(10), None)]


def test_an_application_puts_no_approval_out_of_force():
    with pytest.raises(RuleError, match="har en godkendelse, der gælder"):
        record_approval(
            actor=inspector(), shelter=ApprovalFactory().shelter, decision=decision(status="pending", places=None)
        )


def test_nobody_supervises_at_home():
    """Socialtilsyn Syd is part of Faaborg-Midtfyn; the verb says so, and the database of itself."""
    at_home = LocalityFactory(municipality=municipality("430")).shelter

    with pytest.raises(RuleError, match="i den kommune, det selv hører til"):
        record_approval(actor=inspector(), shelter=at_home, decision=decision())
    with pytest.raises(DatabaseError, match="in their own host municipality"), transaction.atomic():
        ApprovalFactory(shelter=at_home)
    assert record_approval(actor=elsewhere("socialtilsyn-oest"), shelter=at_home, decision=decision()).pk


def test_nobody_supervises_a_house_that_lies_nobody_knows_where():
    house = ShelterFactory(approved=False)

    with pytest.raises(RuleError, match="hvilken kommune"):
        record_approval(actor=inspector(), shelter=house, decision=decision())
    facts = {"organisation": inspector().organisation, "recorded_by": inspector(), "decided_on": night(0), "places": 1}
    smuggled = Approval(shelter=house, status="approved", valid_from=night(0), **facts)
    with pytest.raises(DatabaseError, match="nobody knows where"), transaction.atomic():
        smuggled.save()


def test_a_house_does_not_move_to_where_its_authority_is_at_home():
    """The trigger supervised_elsewhere on shelters_locality; once the approval has ended it may."""
    approval = ApprovalFactory()
    house, faaborg = approval.shelter, municipality("430")

    with pytest.raises(RuleError, match="i den kommune, det selv hører til"):
        write_locality(actor=inspector(), shelter=house, municipality=faaborg)
    with pytest.raises(DatabaseError, match="in their own host municipality"), transaction.atomic():
        Locality.objects.filter(shelter=house).update(municipality=faaborg)
    other = record_approval(actor=inspector(), shelter=house, decision=decision())
    withdraw_approval(actor=inspector(), approval=other, on=night(0), grounds="Flytter")
    Approval.objects.filter(status="withdrawn").update(ended_on=night(0), ended_by=inspector(), ended_at=timezone.now())
    write_locality(actor=inspector(), shelter=house, municipality=faaborg)
    assert Locality.objects.get(shelter=house).municipality == faaborg


def test_the_log_does_not_say_where_a_house_lies():
    house = ShelterFactory(approved=False)
    write_locality(actor=inspector(), shelter=house, municipality=municipality("851"))
    assert AuditEntry.objects.get().details == {"shelter": house.slug}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"decided_on": night(1)}, "decided_on"),
        ({"valid_to": night(0)}, "valid_to"),
        ({"places": None}, "places"),
        ({"status": "conditional"}, "conditions"),
        ({"conditions": "Et vilkår"}, "conditions"),
    ],
)
def test_a_decision_that_lacks_something_says_what(facts, field):
    with pytest.raises(RuleError) as refused:
        record_approval(actor=inspector(), shelter=ApprovalFactory().shelter, decision=decision(**facts))
    assert refused.value.field == field


@pytest.mark.parametrize("constraint", [
    ("approval_says_how_many_places", {"places": 0}),
    ("approval_says_its_conditions", {"conditions": "Et vilkår"}),
    ("approval_withdrawn_says_why", {"status": "withdrawn"}),
    ("approval_status_is_known", {"status": "maybe"}),
    ("approval_is_ended_by_somebody", {"ended_on": night(5)}),
])  # fmt: skip
def test_the_database_keeps_it_too(constraint):
    name, facts = constraint
    with pytest.raises(DatabaseError, match=name):
        ApprovalFactory(**facts)


def test_nobody_is_placed_without_an_approval_unless_somebody_says_why(manager):
    house = lapsed_house()
    asked = RequestFactory(shelter=house)

    with pytest.raises(RuleError, match="Skriv, hvorfor") as refused:
        accept_request(actor=manager, request=asked, unit=UnitFactory(shelter=house), unapproved_reason=" ")
    assert (refused.value.field, Placement.objects.count()) == ("unapproved_reason", 0)

    stay = accept_request(actor=manager, request=asked, unit=UnitFactory(shelter=house), unapproved_reason=f" {WHY} ")
    assert stay.unapproved_reason == WHY
    entry = AuditEntry.objects.get(action=AuditAction.VICTIM_PLACED)
    assert entry.details["unapproved"] == WHY


def test_where_it_is_refused_no_reason_helps(manager, settings):
    settings.CMM_LAPSED_APPROVAL = "refuse"
    house = lapsed_house()

    with pytest.raises(RuleError, match="Vælg et andet") as refused:
        accept_request(
            actor=manager, request=RequestFactory(shelter=house), unit=UnitFactory(shelter=house), unapproved_reason=WHY
        )
    assert (refused.value.field, Placement.objects.count()) == ("unit", 0)


@pytest.mark.parametrize("status", ["approved", "conditional", "not_required"])
def test_an_approval_that_lapses_during_the_stay_refuses_nobody(manager, settings, status):
    """A reason written all the same is not kept: there was none to give."""
    settings.CMM_LAPSED_APPROVAL = "refuse"
    said = {"status": status, "conditions": "Et vilkår" if status == "conditional" else "", "valid_to": night(3)}
    house = ApprovalFactory(**said).shelter
    asked = RequestFactory(shelter=house, wanted_from=night(0), wanted_to=night(7))

    stay = accept_request(actor=manager, request=asked, unit=UnitFactory(shelter=house), unapproved_reason=WHY)

    assert (stay.stay, stay.unapproved_reason) == (nights(0, 7), "")


@pytest.mark.parametrize("status", ["pending", "withdrawn"])
def test_what_is_pending_or_withdrawn_is_no_approval(manager, settings, status):
    settings.CMM_LAPSED_APPROVAL = "refuse"
    house = ApprovalFactory(status=status, grounds="Lukket").shelter
    with pytest.raises(RuleError, match="Vælg et andet"):
        accept_request(actor=manager, request=RequestFactory(shelter=house), unit=UnitFactory(shelter=house))


def test_whoever_lives_there_may_have_another_room_after_the_approval_has_lapsed(manager, settings):
    settings.CMM_LAPSED_APPROVAL = "refuse"
    unit = UnitFactory(shelter=lapsed_house())
    stay = PlacementFactory(ref="O-2025-0001", unit=unit, stay=nights(-7, 7), unapproved_reason=WHY)

    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(shelter=unit.shelter), on=night(0))

    assert moved.unapproved_reason == WHY


@pytest.mark.parametrize("arrives", [-7, 0])
def test_a_move_to_another_house_asks_for_its_approval(manager, arrives):
    """On the day of arrival too, when the same stay only gets the other place."""
    stay, unit = PlacementFactory(ref="O-2025-0001", stay=nights(arrives, 7)), UnitFactory(shelter=lapsed_house())

    with pytest.raises(ValidationError, match="Skriv, hvorfor"):
        move_victim(actor=manager, placement=stay, unit=unit, on=night(0))

    moved = move_victim(actor=manager, placement=stay, unit=unit, on=night(0), unapproved_reason=WHY)
    assert (moved.unit, moved.unapproved_reason) == (unit, WHY)
