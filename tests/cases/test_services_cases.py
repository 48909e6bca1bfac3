import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.utils import timezone

from cases.enums import Authority, CaseStatus, CodeList, InquiryOutcome
from cases.models import Case, Inquiry, JournalEntry, Victim
from cases.selectors import proposed_code_names
from cases.services import NewCase, assign_case, move_case, write_journal
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory, JournalEntryFactory, VictimFactory, code, search_and_open

pytestmark = pytest.mark.django_db


def known(**facts):
    least = {
        "code_name": "Havtorn",
        "residence_basis": code(CodeList.RESIDENCE_BASIS, "no_legal_stay"),
        "source": code(CodeList.REFERRAL_SOURCE, "police"),
    }
    return NewCase(**least | facts)


def actions():
    return list(AuditEntry.objects.values_list("actor_id", "action", "case_ref"))


def test_a_case_begins_with_a_code_name_and_nothing_else(caseworker):
    inquiry = InquiryFactory()

    case = search_and_open(actor=caseworker, new=known(), inquiry=inquiry)

    assert (case.status, case.authority, case.victim.code_name) == (CaseStatus.INQUIRY, Authority.US, "Havtorn")
    assert case.ref == f"CMM-{timezone.localdate().year}-0001"
    stored = Inquiry.objects.get()
    assert (stored.case, stored.outcome) == (case, InquiryOutcome.CASE_OPENED)
    assert actions() == [(caseworker.pk, AuditAction.CASE_CREATED, case.ref)]
    assert AuditEntry.objects.get().details == {"inquiry": inquiry.ref, "authority": "us", "proposed": "us"}


def test_the_proposed_authority_is_overruled_with_a_reason(caseworker):
    case = search_and_open(actor=caseworker, new=known(authority="cmm", authority_reason="Har fået opholdstilladelse."))

    assert (case.authority, case.authority_proposed, case.authority_reason) == (
        "cmm",
        "us",
        "Har fået opholdstilladelse.",
    )


def test_the_database_refuses_an_overruling_without_a_reason():
    with pytest.raises(IntegrityError, match="case_overruled_authority_has_a_reason"), transaction.atomic():
        CaseFactory(authority="us", authority_proposed="cmm")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"authority": "cmm"}, "authority_reason"),
        ({"code_name": "Mette"}, "code_name"),
        ({"protection": "named"}, "protection"),
    ],
)
def test_a_refused_case_leaves_nothing(caseworker, facts, field):
    with pytest.raises(RuleError) as refused:
        search_and_open(actor=caseworker, new=known(**facts), inquiry=InquiryFactory())

    assert refused.value.field == field
    assert not Case.objects.exists()
    assert not Victim.objects.exists()
    assert Inquiry.objects.get().outcome == InquiryOutcome.OPEN
    assert not actions()


def test_a_code_name_is_given_once(caseworker):
    VictimFactory(code_name="Havtorn")

    with pytest.raises(RuleError) as refused:
        search_and_open(actor=caseworker, new=known())

    assert refused.value.field == "code_name"


def test_an_inquiry_becomes_one_case(caseworker):
    inquiry = InquiryFactory()
    search_and_open(actor=caseworker, new=known(), inquiry=inquiry)

    with pytest.raises(Conflict):
        search_and_open(actor=caseworker, new=known(code_name="Slåen"), inquiry=inquiry)

    assert Case.objects.count() == 1


def test_only_casework_opens_cases(people):
    with pytest.raises(PermissionDenied):
        search_and_open(actor=people["immigration_officer"], new=known())


def test_a_caseworker_takes_a_case_but_gives_it_to_nobody(caseworker, coordinator):
    assert search_and_open(actor=caseworker, new=known(caseworker=caseworker)).caseworker == caseworker
    with pytest.raises(PermissionDenied):
        search_and_open(actor=caseworker, new=known(code_name="Slåen", caseworker=coordinator))


def test_whoever_referred_keeps_sight_of_the_status(people):
    inquiry = InquiryFactory(referring_organisation=home_of("police_liaison"))
    search_and_open(actor=people["cmm_caseworker"], new=known(), inquiry=inquiry)

    assert list(Inquiry.objects.allowed(people["police_liaison"], "follow")) == [inquiry]
    assert not Inquiry.objects.allowed(people["police_liaison"], "view")
    assert not Case.objects.allowed(people["police_liaison"])


def test_a_proposed_code_name_is_free(db):
    VictimFactory(code_name=proposed_code_names()[0])

    assert not Victim.objects.filter(code_name=proposed_code_names()[0]).exists()


def test_the_coordinator_chooses_the_caseworker(coordinator, caseworker):
    case = assign_case(actor=coordinator, case=CaseFactory(), caseworker=caseworker)

    assert Case.objects.get().caseworker == caseworker
    assert actions() == [(coordinator.pk, AuditAction.CASE_ASSIGNED, case.ref)]
    assert AuditEntry.objects.get().details == {"before": None, "after": caseworker.pk}


def test_a_case_goes_to_nobody_who_cannot_have_it(coordinator, people):
    with pytest.raises(RuleError) as refused:
        assign_case(actor=coordinator, case=CaseFactory(), caseworker=people["police_liaison"])

    assert refused.value.field == "caseworker"
    assert Case.objects.get().caseworker is None
    assert not actions()


def test_caseworkers_do_not_assign(caseworker):
    with pytest.raises(PermissionDenied):
        assign_case(actor=caseworker, case=CaseFactory(), caseworker=caseworker)


def test_a_case_moves_and_leaves_a_trace(caseworker):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    move_case(actor=caseworker, case=case, to=CaseStatus.IN_CLARIFICATION)

    assert Case.objects.get().status == case.status == CaseStatus.IN_CLARIFICATION
    assert actions() == [(caseworker.pk, AuditAction.CASE_MOVED, case.ref)]
    assert AuditEntry.objects.get().details == {"before": "inquiry", "after": "in_clarification"}


def test_a_closed_case_has_its_day_and_loses_it_when_taken_up_again(caseworker):
    case = CaseFactory()

    move_case(actor=caseworker, case=case, to=CaseStatus.CLOSED)
    assert Case.objects.get().closed_on == timezone.localdate()

    move_case(actor=caseworker, case=case, to=CaseStatus.IN_CLARIFICATION)
    assert Case.objects.get().closed_on is None


def test_a_refused_move_leaves_nothing(caseworker):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    with pytest.raises(RuleError):
        move_case(actor=caseworker, case=case, to=CaseStatus.IN_SUPPORT)

    assert Case.objects.get().status == CaseStatus.INQUIRY
    assert not actions()


def test_a_stale_page_cannot_move_a_case_twice(caseworker):
    case = CaseFactory()
    stale = Case.objects.get()
    move_case(actor=caseworker, case=case, to=CaseStatus.CLOSED)

    with pytest.raises(RuleError):
        move_case(actor=caseworker, case=stale, to=CaseStatus.AWAITING_DECISION)


def test_a_case_is_moved_under_the_right_that_opens_it(people):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, authority="us")
    officer = people["immigration_officer"]

    with pytest.raises(PermissionDenied):
        move_case(actor=officer, case=case, to=CaseStatus.IN_SUPPORT)
    move_case(actor=officer, case=case, to=CaseStatus.IN_SUPPORT, under="decide")

    assert Case.objects.get().status == CaseStatus.IN_SUPPORT


def test_a_note_is_numbered_and_touches_the_case(caseworker):
    case = CaseFactory()
    before = case.touched_at

    notes = [write_journal(actor=caseworker, case=case, title="Opkald", text="Ringede kl. 10.") for _ in range(2)]

    assert [note.number for note in notes] == [1, 2]
    assert Case.objects.get().touched_at > before
    assert actions() == [(caseworker.pk, AuditAction.JOURNAL_WRITTEN, case.ref)] * 2


def test_a_note_is_corrected_by_adding(caseworker):
    note = JournalEntryFactory(text="Søsteren bor i Aalborg.")

    correction = write_journal(
        actor=caseworker, case=note.case, title="Rettelse", text="Søsteren bor i Aarhus.", corrects=note
    )

    assert list(note.corrections.all()) == [correction]
    assert JournalEntry.objects.get(number=1).text == "Søsteren bor i Aalborg."


def test_a_note_corrects_only_its_own_case(caseworker):
    with pytest.raises(RuleError):
        write_journal(actor=caseworker, case=CaseFactory(), title="Rettelse", text="x", corrects=JournalEntryFactory())


@pytest.mark.parametrize("change", [{"text": "noget andet"}, {"title": "x"}])
def test_nobody_edits_a_note(change):
    JournalEntryFactory()

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        JournalEntry.objects.update(**change)


def test_the_officer_does_not_write_in_cmms_journal(people):
    case = CaseFactory(authority="us")

    with pytest.raises(PermissionDenied):
        write_journal(actor=people["immigration_officer"], case=case, title="x", text="x")


def test_a_stranger_of_another_organisation_reaches_no_case(people):
    other = staff("shelter_staff")

    assert not Case.objects.allowed(other)
