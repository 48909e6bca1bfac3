"""Who may take which step, when, and what it does to the case."""

from datetime import date

import pytest

from cases.enums import Authority, CaseStatus
from cases.rules import check_move
from cmm.core.errors import Conflict, RuleError
from identification.enums import AssessmentState, ConsentScope, Outcome
from identification.rules import steps

TODAY, INQUIRED, PREVIOUS = date(2026, 11, 23), date(2026, 9, 2), date(2026, 10, 6)


def answer(rule, *args, **kwargs):
    """The kind, code and field of what ``rule`` says; None where it agrees."""
    try:
        rule(*args, **kwargs)
    except RuleError as refused:
        return (type(refused), refused.code, refused.field)
    return None


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("trafficked", "in_support"),
        ("not_trafficked", "closed"),
        ("withdrawn", "closed"),
        ("disappeared", "closed"),
        ("transferred", "closed"),
        ("inconclusive", "in_clarification"),
    ],
)
def test_what_a_decision_makes_of_the_case_is_a_move_the_table_has(outcome, status):
    assert steps.status_after(outcome) == status
    check_move(now=CaseStatus.AWAITING_DECISION, then=steps.status_after(outcome))


def test_every_outcome_leads_somewhere():
    assert set(steps.STATUS_AFTER) == set(Outcome)


def test_an_assessment_begins_only_while_the_case_is_being_clarified():
    answers = {status.value: answer(steps.check_assessable, status) for status in CaseStatus}
    no = (RuleError, "not_assessable", "")
    assert answers == {
        "inquiry": None,
        "in_clarification": None,
        "awaiting_decision": no,
        "in_support": no,
        "closed": no,
    }


@pytest.mark.parametrize(
    ("state", "others", "deciders"),
    [
        ("draft", None, None),
        ("returned", None, None),
        ("submitted", (RuleError, "sent", ""), None),
        ("decided", (RuleError, "decided", ""), (RuleError, "decided", "")),
    ],
)
def test_who_may_write_in_which_state(state, others, deciders):
    assert answer(steps.check_writable, state, may_decide=False) == others
    assert answer(steps.check_writable, state, may_decide=True) == deciders


def test_only_what_was_sent_is_answered_and_only_once():
    assert {state.value: answer(steps.check_waiting, state) for state in AssessmentState} == {
        "draft": (Conflict, "not_waiting", ""),
        "submitted": None,
        "returned": (Conflict, "not_waiting", ""),
        "decided": (Conflict, "already_decided", ""),
    }


def test_only_a_case_that_awaits_a_decision_gets_one():
    waiting = {status for status in CaseStatus if answer(steps.check_case_waits, status) is None}
    assert waiting == {CaseStatus.AWAITING_DECISION}


@pytest.mark.parametrize(
    ("state", "said"),
    [("draft", None), ("returned", None), ("submitted", (RuleError, "already_sent", "")),
     ("decided", (RuleError, "already_sent", ""))],
)  # fmt: skip
def test_what_was_sent_is_not_sent_again(state, said):
    assert answer(steps.check_submittable, state) == said


def test_the_text_that_was_read_or_opened_is_the_one_that_stands():
    changed = (Conflict, "changed", "")
    assert answer(steps.check_unchanged, read=3, now=3) is None
    assert answer(steps.check_unchanged, read=2, now=3) == changed
    assert answer(steps.check_version, opened=3, now=3, author="Anne") is None
    assert answer(steps.check_version, opened=2, now=3, author="Anne") == changed


def test_nobody_decides_what_they_have_written_in():
    assert answer(steps.check_four_eyes, 1, {2, 3}) is None
    assert answer(steps.check_four_eyes, 3, {2, 3}) == (RuleError, "four_eyes", "")


@pytest.mark.parametrize("authority", Authority.values)
@pytest.mark.parametrize("organisation", ["cmm", "us", "politi-fyn"])
def test_the_cases_own_authority_decides(authority, organisation):
    refused = None if authority == organisation else (RuleError, "not_competent", "")
    assert answer(steps.check_competence, authority=authority, organisation=organisation) == refused


@pytest.mark.parametrize(
    ("decided_on", "code"),
    [
        (TODAY, None),
        (PREVIOUS, None),
        (date(2026, 11, 24), "in_future"),
        (date(2026, 10, 5), "before_previous"),
        (date(2026, 9, 1), "before_inquiry"),
    ],
)
def test_the_day_of_a_decision(decided_on, code):
    days = {"inquired_on": INQUIRED, "previous_on": PREVIOUS, "today": TODAY}
    said = answer(steps.check_decision_day, decided_on=decided_on, **days)
    assert said == (code and (RuleError, code, "decided_on"))


def test_the_first_decision_may_be_of_the_day_of_the_inquiry():
    days = {"inquired_on": INQUIRED, "previous_on": None, "today": TODAY}
    assert answer(steps.check_decision_day, decided_on=INQUIRED, **days) is None


@pytest.mark.parametrize(
    ("outcome", "reason", "code"),
    [("trafficked", "", None), ("withdrawn", "", "reason_missing"), ("withdrawn", " ", "reason_missing"),
     ("withdrawn", "Personen har bedt om det.", None)],
)  # fmt: skip
def test_whoever_decides_otherwise_says_why(outcome, reason, code):
    said = answer(steps.check_decision_reason, outcome=outcome, recommendation="trafficked", reason=reason)
    assert said == (code and (RuleError, code, "reason"))


def test_a_return_says_what_is_missing():
    assert answer(steps.check_return_note, "Kilden mangler.") is None
    assert answer(steps.check_return_note, " ") == (RuleError, "note_missing", "reason")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, None),
        ({"held_on": date(2026, 11, 24)}, (RuleError, "in_future", "held_at")),
        ({"held_on": date(2026, 9, 1)}, (RuleError, "before_inquiry", "held_at")),
        ({"held_on": INQUIRED}, None),
        ({"consent": ConsentScope.NAMED_PARTIES}, (RuleError, "parties_missing", "consent_to")),
        ({"consent": ConsentScope.NAMED_PARTIES, "consent_to": " "}, (RuleError, "parties_missing", "consent_to")),
        ({"consent": ConsentScope.NAMED_PARTIES, "consent_to": "Reden"}, None),
    ],
)
def test_a_talk_has_been_held_and_consent_to_named_parties_names_them(facts, said):
    usual = {"held_on": TODAY, "inquired_on": INQUIRED, "today": TODAY, "consent": "internal", "consent_to": ""}
    assert answer(steps.check_interview, **usual | facts) == said
