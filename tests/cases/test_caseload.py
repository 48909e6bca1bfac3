"""Cases go from one to another: offered and accepted, covered for a time, and many at once or none."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from time_machine import travel

from cases.models import Case, Changeover, JournalEntry, Wall
from cases.rules.caseload import check_cover, is_stalled
from cases.services import (
    NewCover,
    NotAll,
    Picked,
    accept_case,
    assign_case,
    assign_cases,
    decline_case,
    end_cover,
    give_cover,
    offer_case,
    take_back_offer,
    write_journal,
)
from cmm.accounts.basis import basis_of
from cmm.accounts.models import User
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import staff
from tests.factories.caseload import ChangeoverFactory
from tests.factories.cases import CaseFactory, WallFactory

TODAY = date(2026, 11, 26)
DAYS = {"in_clarification": 14, "in_support": 30}


@pytest.mark.django_db
def test_an_offer_is_as_protected_as_its_case_whatever_writes():
    """The trigger carries_case of cases_changeover."""
    offer, told = ChangeoverFactory(), ("case_organisation", "case_protection", "case_authority")
    Changeover.objects.filter(pk=offer.pk).update(case_organisation=0, case_protection="named")
    offer.refresh_from_db()
    assert [getattr(offer, name) for name in told] == [
        offer.case.organisation_id, offer.case.protection, offer.case.authority
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "rested", "stalled"),
    [
        ("in_clarification", 13, False),
        ("in_clarification", 14, True),
        ("in_support", 29, False),
        ("in_support", 30, True),
        ("closed", 900, False),
    ],
)
def test_a_case_stands_still_after_the_days_of_its_status(status, rested, stalled):
    touched = TODAY - timedelta(days=rested)
    assert is_stalled(status=status, touched_on=touched, today=TODAY, days=DAYS) is stalled


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"covering": 1}, ("self", "covering")),
        ({"colleagues": False}, ("no_caseworker", "covering")),
        ({"begins": TODAY - timedelta(days=1)}, ("in_the_past", "begins_on")),
        ({"ends": TODAY - timedelta(days=1)}, ("too_long", "ends_on")),
        ({"ends": TODAY + timedelta(days=93)}, ("too_long", "ends_on")),
    ],
)
def test_cover_is_for_another_and_for_a_time(facts, refusal):
    said = {"absent": 1, "covering": 2, "colleagues": True, "begins": TODAY, "ends": TODAY, "today": TODAY}
    check_cover(**said)
    with pytest.raises(RuleError) as refused:
        check_cover(**said | facts)
    assert (refused.value.code, refused.value.field) == refusal


@pytest.fixture
def two(db):
    return staff("cmm_caseworker", name="Jonas Friis"), staff("cmm_caseworker", name="Mette Prøve")


def state(case, offer):
    case.refresh_from_db()
    offer.refresh_from_db()
    return case.caseworker, offer.ended_as


def test_a_case_changes_hands_when_the_other_has_said_yes(two):
    giver, receiver = two
    case = CaseFactory(caseworker=giver, protection="restricted")
    offer = offer_case(actor=giver, case=case, receiver=receiver, note=" Hun skal ringes op fredag. ")
    assert state(case, offer) == (giver, "")
    with acting(Context(receiver.pk)):
        assert (Case.objects.allowed(receiver).count(), Changeover.objects.allowed(receiver).get().note) == (
            0, "Hun skal ringes op fredag.",
        )  # fmt: skip
        accept_case(actor=receiver, offer=offer)
        assert Case.objects.allowed(receiver).get() == case
    assert state(case, offer) == (receiver, "accepted")
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "actor_id")) == [
        ("case.offered", giver.pk), ("case.offer_ended", receiver.pk), ("case.assigned", receiver.pk),
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        accept_case(actor=giver, offer=offer)


def test_an_offer_is_declined_with_a_reason_taken_back_or_overtaken(two, coordinator):
    giver, receiver = two
    case = CaseFactory(caseworker=giver)

    def offered():
        return offer_case(actor=giver, case=case, receiver=receiver, note="Læs journalen.")

    first = offered()
    with pytest.raises(Conflict):  # one at a time
        offered()
    with pytest.raises(RuleError):
        decline_case(actor=receiver, offer=first, answer=" ")
    decline_case(actor=receiver, offer=first, answer="Jeg har for mange.")
    second = offered()
    take_back_offer(actor=coordinator, offer=second)
    third = offered()
    assign_case(actor=coordinator, case=case, caseworker=coordinator)
    with pytest.raises(Conflict):
        accept_case(actor=receiver, offer=third)
    ends = [state(case, offer) for offer in (first, second, third)]
    assert ends == [(coordinator, "declined"), (coordinator, "withdrawn"), (coordinator, "overtaken")]


def test_no_case_is_offered_through_a_wall_or_taken_through_one(two):
    giver, receiver = two
    case = CaseFactory(caseworker=giver)
    wall = WallFactory(case=case, user=receiver)
    with pytest.raises(RuleError) as refused:
        offer_case(actor=giver, case=case, receiver=receiver, note="Læs journalen.")
    assert (refused.value.code, refused.value.field) == ("walled", "receiver")
    Wall.objects.filter(pk=wall.pk).update(lifted_at=timezone.now(), lifted_by=giver)
    offer = offer_case(actor=giver, case=case, receiver=receiver, note="Læs journalen.")
    WallFactory(case=case, user=receiver)
    with pytest.raises(PermissionDenied):
        accept_case(actor=receiver, offer=offer)


def fresh(user):
    return User.objects.get(pk=user.pk)


def cover(coordinator, absent, covering, begins=0, ends=7):
    today = timezone.localdate()
    return give_cover(
        actor=coordinator,
        new=NewCover(absent, covering, today + timedelta(days=begins), today + timedelta(days=ends)),
    )


def test_whoever_covers_does_what_the_absent_one_may_and_it_ends_by_itself(two, coordinator):
    absent, covering = two
    start = timezone.now()
    case, _named = (CaseFactory(caseworker=absent, protection=one) for one in ("restricted", "named"))
    CaseFactory(caseworker=staff("cmm_caseworker"), protection="restricted")
    cover(coordinator, absent, covering, begins=1, ends=2)

    def opened(days, action="write_journal"):
        with travel(start + timedelta(days=days), tick=False), acting(Context(covering.pk)):
            return list(Case.objects.allowed(fresh(covering), action))

    assert [opened(days) for days in (0, 1, 2, 3)] == [[], [case], [case], []]
    assert [opened(1, action) for action in ("assign", "hand_on", "view")] == [[], [case], [case]]
    with travel(start + timedelta(days=1), tick=False), acting(Context(covering.pk)):
        write_journal(actor=fresh(covering), case=case, title="Opkald", text="Hun ringede.")
        (note,) = JournalEntry.objects.all()
        assert (basis_of(fresh(covering), "view", case), basis_of(fresh(covering), "view", note)) == ("cover", "cover")


def test_cover_ends_at_once_when_somebody_ends_it_or_a_role_is_taken(two, coordinator):
    absent, covering = two
    case = CaseFactory(caseworker=absent, protection="restricted")
    given = cover(coordinator, absent, covering)
    with pytest.raises(ValidationError):
        cover(coordinator, absent, covering, begins=5, ends=9)
    assert Case.objects.allowed(fresh(covering)).get() == case
    absent.role_assignments.update(ended_at=timezone.now())
    assert Case.objects.allowed(fresh(covering)).count() == 0
    absent.role_assignments.create(role="cmm_caseworker")
    end_cover(actor=coordinator, cover=given)
    assert Case.objects.allowed(fresh(covering)).count() == 0
    with pytest.raises(Conflict):
        end_cover(actor=coordinator, cover=given)


def test_many_cases_go_to_one_colleague_or_none_of_them_and_each_says_why(two, coordinator):
    holder, receiver = two
    free, theirs, moved, closed, walled = (
        CaseFactory(), CaseFactory(caseworker=receiver), CaseFactory(caseworker=holder), CaseFactory(status="closed"),
        CaseFactory(caseworker=holder),
    )  # fmt: skip
    hidden = CaseFactory(caseworker=holder, protection="named")
    own = CaseFactory(caseworker=coordinator, protection="named")
    WallFactory(case=walled, user=receiver)

    def picked(*cases, seen=lambda case: case.caseworker_id):
        return [Picked(case.ref, seen(case)) for case in cases]

    rows = picked(free, theirs, closed, walled, hidden, own) + picked(moved, seen=lambda _case: None)
    with pytest.raises(NotAll) as refused:
        assign_cases(actor=coordinator, picked=rows, caseworker=receiver)

    assert refused.value.rows == {
        theirs.ref: "Kollegaen har allerede sagen.",
        closed.ref: "Sagen er lukket.",
        walled.ref: "Kollegaen er holdt ude af sagen, fordi vedkommende er inhabil. Vælg en anden.",
        hidden.ref: "Der er ingen sag her med det nummer, som du må fordele.",
        own.ref: "Sagen er spærret og skal fordeles for sig.",
        moved.ref: "Sagen har imens fået en anden kontaktperson.",
    }
    assert (Case.objects.filter(caseworker=receiver).count(), AuditEntry.objects.count()) == (1, 0)
    assign_cases(actor=coordinator, picked=picked(free, moved), caseworker=receiver)
    assert (Case.objects.filter(caseworker=receiver).count(), AuditEntry.objects.count()) == (3, 2)
