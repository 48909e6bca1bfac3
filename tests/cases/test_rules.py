from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.code_names import numbered, words
from cases.enums import Authority, CaseStatus, InquiryOutcome, Protection
from cases.rules import (
    MOVES,
    check_authority,
    check_code_name,
    check_day,
    check_move,
    check_protection,
    check_retirement,
    propose_authority,
)
from cases.rules.inquiries import check_inquiry_open, check_outcome, check_persons, check_received
from cmm.core.errors import Conflict, RuleError

STATUSES = st.sampled_from(CaseStatus.values)


@given(STATUSES, STATUSES)
def test_a_case_moves_exactly_where_the_table_says(now, then):
    assert code_of(check_move, now=now, then=then) == (None if then in MOVES[now] else "no_such_move")


@given(STATUSES)
def test_no_case_is_ever_stuck_nor_moves_to_where_it_is(status):
    assert MOVES[status]
    assert status not in MOVES[status]


@given(STATUSES)
def test_every_case_can_reach_the_decision_and_the_end(status):
    reached = {status}
    for _round in CaseStatus.values:
        reached |= {then for now in reached for then in MOVES[now]}

    assert reached >= {CaseStatus.AWAITING_DECISION, CaseStatus.IN_SUPPORT, CaseStatus.CLOSED}


def test_nobody_gets_support_without_a_decision():
    assert [now for now in MOVES if CaseStatus.IN_SUPPORT in MOVES[now]] == [CaseStatus.AWAITING_DECISION]


@pytest.mark.parametrize(
    ("basis", "authority"),
    [
        ("danish_citizen", Authority.CMM),
        ("eu_eea", Authority.CMM),
        ("third_country_permit", Authority.CMM),
        ("visa_visitor", Authority.CMM),
        ("asylum_seeker", Authority.US),
        ("temporary_protection", Authority.CMM),
        ("other_schengen_permit", Authority.CMM),
        ("no_legal_stay", Authority.US),
        ("family_reunified", Authority.CMM),
        ("au_pair_trainee", Authority.CMM),
        ("unknown", Authority.CMM),
        ("a_basis_made_next_year", Authority.CMM),
    ],
)
def test_the_competent_authority_follows_from_the_residence_basis(basis, authority):
    proposal = propose_authority(basis)

    assert proposal.authority == authority
    assert proposal.why


@pytest.mark.parametrize(
    ("chosen", "proposed", "reason", "refused"),
    [
        ("cmm", "cmm", "", False),
        ("us", "cmm", "Personen søger asyl i dag.", False),
        ("us", "cmm", "", True),
        ("us", "cmm", "   ", True),
    ],
)
def test_a_proposal_is_overruled_only_with_a_reason(chosen, proposed, reason, refused):
    assert code_of(check_authority, chosen=chosen, proposed=proposed, reason=reason) == (
        "reason_missing" if refused else None
    )


@pytest.mark.parametrize(
    ("protection", "has_caseworker", "code"),
    [
        (Protection.NORMAL, False, None),
        (Protection.RESTRICTED, False, None),
        (Protection.NAMED, True, None),
        (Protection.NAMED, False, "nobody_named"),
    ],
)
def test_a_case_kept_to_named_persons_has_one(protection, has_caseworker, code):
    assert code_of(check_protection, protection=protection, has_caseworker=has_caseworker) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Havtorn", None),
        ("Havtorn 2", None),
        ("Mette", "not_a_code_name"),
        ("Havtorn Jensen", "not_a_code_name"),
        ("Havtorn ²", "not_a_code_name"),
        ("", "not_a_code_name"),
    ],
)
def test_only_words_of_nature_are_code_names(name, code):
    assert code_of(check_code_name, code_name=name, words=words()) == code


def test_there_are_code_names_for_years_and_none_is_said_twice():
    assert len(words()) >= 600
    assert len(set(words())) == len(words())
    assert numbered(1) == list(words())
    assert numbered(2)[0] == f"{words()[0]} 2"


NAMES = "Rose Viola Iris Lilje Bjørn Falk Ask Birk Lærke Vibe Pil Kamille Storm Ravn Ebbe Arve Linnea Malva Aurora Liv"


def test_no_code_name_is_a_persons_name():
    assert not set(words()) & set(NAMES.split())


@pytest.mark.parametrize("outcome", InquiryOutcome.values)
def test_only_an_open_inquiry_is_answered(outcome):
    if outcome == InquiryOutcome.OPEN:
        check_inquiry_open(outcome)
    else:
        with pytest.raises(Conflict):
            check_inquiry_open(outcome)


@pytest.mark.parametrize(
    ("outcome", "reason", "code"),
    [
        ("advice_only", "Rådgivet om løn.", None),
        ("not_relevant", "Handler om opholdstilladelse.", None),
        ("advice_only", " ", "reason_missing"),
        ("case_opened", "Rådgivet om løn.", "no_such_outcome"),
        ("open", "Rådgivet om løn.", "no_such_outcome"),
        ("", "Rådgivet om løn.", "no_such_outcome"),
    ],
)
def test_an_inquiry_ends_without_a_case_for_a_reason(outcome, reason, code):
    assert code_of(check_outcome, outcome=outcome, reason=reason) == code


NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "facts", "code"),
    [
        (check_received, {"received_at": NOW, "now": NOW}, None),
        (check_received, {"received_at": datetime(2026, 11, 24, tzinfo=UTC), "now": NOW}, "in_the_future"),
        (check_day, {"on": date(2026, 9, 2), "opened_on": date(2026, 9, 2)}, None),
        (check_day, {"on": date(2026, 9, 1), "opened_on": date(2026, 9, 2)}, "before_opening"),
        (check_persons, {"persons": 1}, None),
        (check_persons, {"persons": 0}, "nobody"),
        (check_retirement, {"valid_from": date(2026, 1, 1), "on": date(2026, 1, 2)}, None),
        (check_retirement, {"valid_from": date(2026, 1, 1), "on": date(2026, 1, 1)}, "ends_too_early"),
    ],
)
def test_days_and_numbers_make_sense(rule, facts, code):
    assert code_of(rule, **facts) == code


def code_of(rule, **facts):
    """The code a rule refuses with; None where it lets pass."""
    try:
        rule(**facts)
    except RuleError as refused:
        return refused.code
    return None
