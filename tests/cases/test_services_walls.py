"""A conflict of interest hides a case from a named colleague: who may say so, and what follows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.models import Case, CaseUserGrant, Wall
from cases.services import assign_case, lift_wall, raise_wall
from cmm.accounts.scoping import grant, in_force
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting, case_at_hand
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, WallFactory

pytestmark = pytest.mark.django_db
WHY = "Kender den mistænkte."


def test_a_wall_says_before_whom_by_whom_and_why(coordinator, caseworker):
    case = CaseFactory()

    wall = raise_wall(actor=coordinator, case=case, user=caseworker, reason=f" {WHY} ")

    assert (wall.case, wall.user, wall.reason, wall.raised_by, wall.stands) == (
        case,
        caseworker,
        WHY,
        coordinator,
        True,
    )
    entry = AuditEntry.objects.get(action=AuditAction.WALL_RAISED)
    assert (entry.actor_id, entry.case_ref, entry.details) == (coordinator.pk, case.ref, {"user": caseworker.pk})


def test_what_had_opened_the_case_to_the_colleague_ends_with_it(coordinator, caseworker):
    case, colleague = CaseFactory(protection="restricted"), staff("cmm_caseworker")
    for user in (caseworker, colleague):
        grant(to=user, action="view", row=case, reason="Vagt", given_by=coordinator)

    raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY)

    assert [one.user for one in in_force(CaseUserGrant)] == [colleague]


@pytest.mark.parametrize("role", ["cmm_caseworker", "immigration_officer", "data_protection_officer"])
def test_only_a_coordinator_raises_and_lifts(people, role):
    case, wall = CaseFactory(authority="us"), WallFactory(case=CaseFactory(authority="us"))
    with pytest.raises(PermissionDenied):
        raise_wall(actor=people[role], case=case, user=staff("cmm_caseworker"), reason=WHY)
    with pytest.raises(PermissionDenied):
        lift_wall(actor=people[role], wall=wall)


def test_nobody_does_it_about_themselves(coordinator):
    case = CaseFactory()
    with pytest.raises(RuleError) as refused:
        raise_wall(actor=coordinator, case=case, user=coordinator, reason=WHY)
    assert (refused.value.code, refused.value.field) == ("self", "user")
    wall = WallFactory(case=case, user=coordinator)
    with pytest.raises(PermissionDenied):
        lift_wall(actor=coordinator, wall=wall)


def test_the_contact_person_gives_the_case_away_first(coordinator, caseworker):
    case = CaseFactory(caseworker=caseworker)
    with pytest.raises(RuleError) as refused:
        raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY)
    assert (refused.value.code, Wall.objects.count()) == ("contact_person", 0)


def test_a_wall_says_why(coordinator, caseworker):
    with pytest.raises(RuleError) as refused:
        raise_wall(actor=coordinator, case=CaseFactory(), user=caseworker, reason="  ")
    assert refused.value.field == "reason"


def test_one_wall_stands_before_one_colleague(coordinator, caseworker):
    case = CaseFactory()
    raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY)
    with pytest.raises(RuleError) as refused:
        raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY)
    assert refused.value.messages == ["Kollegaen er allerede holdt ude af sagen."]


def test_a_lifted_wall_hides_nothing_and_another_may_be_raised(coordinator, caseworker):
    case = CaseFactory()
    wall = raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY)

    lifted = lift_wall(actor=coordinator, wall=wall)

    assert (lifted.stands, lifted.lifted_by) == (False, coordinator)
    assert list(Case.objects.allowed(caseworker)) == [case]
    assert AuditEntry.objects.get(action=AuditAction.WALL_LIFTED).details == {"user": caseworker.pk}
    with pytest.raises(Conflict):
        lift_wall(actor=coordinator, wall=wall)
    assert raise_wall(actor=coordinator, case=case, user=caseworker, reason=WHY).stands


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_wall SET reason = 'x'",
        "UPDATE cases_wall SET lifted_at = raised_at, lifted_by_id = raised_by_id",
        "DELETE FROM cases_wall",
    ],
)
def test_what_a_wall_said_is_never_changed(coordinator, caseworker, change):
    lift_wall(actor=coordinator, wall=WallFactory(user=caseworker))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_case_cannot_be_given_to_whom_it_is_hidden_from(coordinator, caseworker):
    case = CaseFactory()
    WallFactory(case=case, user=caseworker)
    with pytest.raises(RuleError) as refused:
        assign_case(actor=coordinator, case=case, caseworker=caseworker)
    assert (refused.value.code, refused.value.field) == ("walled", "caseworker")


def test_a_verb_with_the_case_at_hand_does_not_go_round_it(caseworker):
    case = CaseFactory()
    WallFactory(case=case, user=caseworker)
    with acting(Context(caseworker.pk)), case_at_hand(case.pk):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_nobody_asks_whom_a_wall_keeps_out_but_those_who_raise_them(people, caseworker):
    wall = WallFactory()
    for role in ("cmm_caseworker", "data_protection_officer", "shelter_manager"):
        with acting(Context(people[role].pk)), pytest.raises(DatabaseError), transaction.atomic():
            list(Case.objects.allowed(wall.user))
    with acting(Context(people["cmm_coordinator"].pk)):
        assert not Case.objects.allowed(wall.user).filter(pk=wall.case_id).exists()


COUNTED = ["/", "/cases/", "/inquiries/", "/inquiries/?view=all", "/shelters/board/", "/shelters/requests/"]


@pytest.mark.parametrize("address", COUNTED)
def test_pages_and_counts_are_those_of_a_register_without_the_case(as_role, coordinator, address):
    """What a coordinator reads is, word for word, what it would be if there were no such case."""
    case = CaseFactory(status="inquiry", victim__code_name="Havtorn")
    InquiryFactory(case=case, outcome="case_opened")
    before = page_of(as_role, address)
    WallFactory(case=case, user=coordinator, raised_by=staff("cmm_coordinator"))

    behind = page_of(as_role, address)

    Case.objects.filter(pk=case.pk).update(organisation=staff("shelter_manager").organisation)
    case.inquiries.update(organisation=staff("shelter_manager").organisation)
    assert behind == page_of(as_role, address)
    assert address.startswith("/shelters/") or behind != before


def page_of(as_role, address):
    page = as_role("cmm_coordinator").get(address)
    return page.content.decode().split("<main")[1].split("</main>")[0]


def test_the_case_answers_as_if_it_did_not_exist(as_role, caseworker):
    case = CaseFactory()
    WallFactory(case=case, user=caseworker)
    assert as_role("cmm_caseworker").get(reverse("case_detail", args=[case.ref])).status_code == 404
