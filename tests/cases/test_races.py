"""Two at once. Real threads, real transactions."""

from datetime import date

import pytest

from cases.models import Case, DuplicateProposal, Refusal
from cases.particulars import Safety
from cases.services import (
    NewCase,
    NewRefusal,
    close_inquiry,
    complete_task,
    end_representative,
    record_refusal,
    settle_duplicate,
    write_safety_note,
)
from identification.services import make_letter, read_letter, send_letter
from tests.factories.accounts import staff
from tests.factories.cases import (
    CaseFactory,
    DuplicateFactory,
    InquiryFactory,
    RepresentativeFactory,
    TaskFactory,
    code,
    search_and_open_all,
)
from tests.factories.identification import DecisionFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_open_an_operation_at_once_open_it_once():
    inquiry = InquiryFactory(ref="H-2025-0900", persons=3)
    source, basis = code("referral_source", "police"), code("residence_basis", "no_legal_stay")

    def opening(*names):
        new = [NewCase(code_name=name, source=source, residence_basis=basis) for name in names]
        return lambda actor: search_and_open_all(actor=actor, new=new, inquiry=inquiry)

    first, second = opening("Havtorn", "Slåen", "Hyld"), opening("Ahorn", "Balsamin", "Biæder")
    answers = at_once((staff("cmm_caseworker"), first), (staff("cmm_caseworker"), second))

    assert sorted(answers) == [DONE, "inquiry_answered"]
    assert Case.objects.count() == 3


def test_two_coordinators_judge_a_duplicate_at_once_and_one_has_judged():
    proposal = DuplicateFactory()

    def judging(verdict):
        return lambda actor: settle_duplicate(
            actor=actor, proposal=proposal, verdict=verdict, why="Samme ar og søster."
        )

    coordinators = staff("cmm_coordinator"), staff("cmm_coordinator")
    answers = at_once((coordinators[0], judging("same")), (coordinators[1], judging("different")))

    assert sorted(answers) == [DONE, "settled"]
    assert DuplicateProposal.objects.exclude(verdict="").count() == 1


def test_two_who_write_a_safety_note_at_once_both_stand_in_order():
    case, threat = CaseFactory(safe=False), Safety(threat="To mænd spørger.")

    def writing(actor):
        write_safety_note(actor=actor, case=case, safety=threat)

    assert at_once((staff("cmm_caseworker"), writing), (staff("cmm_caseworker"), writing)) == [DONE, DONE]
    assert list(case.safety_notes.values_list("number", flat=True)) == [2, 1]


def test_a_representative_is_ended_once():
    one = RepresentativeFactory()

    def ending(actor):
        end_representative(actor=actor, representative=one)

    answers = at_once((staff("cmm_caseworker"), ending), (staff("cmm_caseworker"), ending))

    assert sorted(answers) == [DONE, "ended"]


def test_a_letter_is_given_once():
    coordinator = staff("cmm_coordinator")
    told = {"language": "da", "reason": "Du fortalte det selv.", "advice": "Ring til os."}
    letter = make_letter(actor=coordinator, decision=DecisionFactory(), **told)
    read_letter(actor=coordinator, letter=letter)

    def giving(actor):
        send_letter(actor=actor, letter=letter, how="post", on=letter.decision.decided_on)

    assert sorted(at_once((coordinator, giving), (staff("cmm_coordinator"), giving))) == [DONE, "sent"]


def test_one_says_no_while_another_ends_the_inquiry_and_it_ends_once():
    inquiry = InquiryFactory()
    form, why = code("exploitation_form", "unknown"), code("consent_refusal", "other")
    new = NewRefusal(month=date(2026, 9, 1), exploitation_form=form, reason=why)

    def declining(actor):
        record_refusal(actor=actor, new=new, inquiry=inquiry)

    def closing(actor):
        close_inquiry(actor=actor, inquiry=inquiry, outcome="advice_only", reason="Rådgivet om løn.")

    answers = at_once((staff("cmm_caseworker"), declining), (staff("cmm_caseworker"), closing))

    assert sorted(answers) == [DONE, "inquiry_answered"]
    assert Refusal.objects.count() == (answers[0] == DONE)


def test_a_task_is_done_once():
    task = TaskFactory()

    def doing(actor):
        complete_task(actor=actor, task=task)

    answers = at_once((staff("cmm_caseworker"), doing), (staff("cmm_caseworker"), doing))
    assert sorted(answers) == [DONE, "task_ended"]
