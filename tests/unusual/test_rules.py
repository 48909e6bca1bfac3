"""Each reason for itself, then what a working relation is, and whom the reasons ask."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cmm.accounts.enums import Role
from cmm.audit.enums import Basis
from cmm.oversight.unusual.enums import Asked, Kind, Reason
from cmm.oversight.unusual.rules import (
    DRAWN,
    OWN,
    REASONS,
    ROLE,
    SOURCES,
    WEIGHTS,
    Facts,
    asked_of,
    check_added,
    check_answer,
    check_judging,
    days_of,
    is_asked,
    reasons_of,
    state_of,
    week_of,
)

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
CASEWORKER = frozenset({Role.CMM_CASEWORKER})


def facts(*bases, **more):
    return Facts(bases=frozenset(bases or {"casework"}), last_read=NOON, **{"roles": CASEWORKER} | more)


def ago(days):
    return NOON - timedelta(days=days)


@pytest.mark.parametrize(
    ("known", "reasons"),
    [
        (facts(), ["no_assignment"]),
        (facts("competent"), []),  # the authority that decides: its house works on the case
        (facts("glass", "assigned"), ["glass", "no_assignment"]),
        (facts(is_own_name=True), ["own_name", "no_assignment"]),
        (facts("competent", is_own_name=True), ["own_name"]),
        (facts(is_colleagues_name=True), ["colleague_name", "no_assignment"]),
        (facts(is_protected=True), ["protected", "no_assignment"]),
        (facts("competent", is_protected=True), []),
        (facts(files=11), ["no_assignment"]),
        (facts(files=12), ["many", "no_assignment"]),
        (facts(files=12, usual=2.0), ["many", "no_assignment"]),
        (facts(files=40, usual=20.0), ["no_assignment"]),  # what colleagues with the same roles do too
        (facts(nights=1), ["night", "no_assignment"]),
        (facts("competent", nights=1, roles=frozenset({Role.IMMIGRATION_OFFICER})), ["night"]),
        (facts("referred_by", nights=3, roles=frozenset({Role.POLICE_LIAISON})), []),
        (facts(left=ago(14)), ["no_assignment"]),
        (facts(left=ago(15)), ["after_left", "no_assignment"]),
        (facts("resident", left=ago(15)), ["after_left"]),
    ],
)
def test_each_reason_follows_from_what_is_known(known, reasons):
    assert reasons_of(known) == reasons


@pytest.mark.parametrize("basis", sorted(OWN))
def test_what_is_the_readers_own_is_never_listed(basis):
    assert reasons_of(facts(basis, "casework", is_own_name=True, is_protected=True, nights=4, files=99)) == []


@pytest.mark.parametrize(
    ("known", "tied"),
    [
        (facts(has_errand=True, is_protected=True), True),
        (facts(last_wrote=ago(20), is_protected=True), True),
        (facts(last_wrote=ago(20), left=ago(19)), False),  # what was written while the case was theirs
        (facts(last_wrote=ago(18), left=ago(19)), False),  # and while it was tidied up after
        (facts(last_wrote=ago(4), left=ago(19)), True),
        (facts(last_wrote=ago(20), left=ago(10), is_protected=True), True),
        (facts("glass", last_wrote=ago(1), has_errand=True), False),
    ],
)
def test_work_in_the_case_ties_its_reader_to_it(known, tied):
    assert (reasons_of(known) == []) is tied


def test_every_reason_has_a_rule_a_weight_and_a_source():
    assert [set(REASONS), set(WEIGHTS), set(SOURCES)] == [set(Reason)] * 3


@pytest.mark.parametrize(
    ("reasons", "asks"),
    [
        (["no_assignment"], False),
        (["night"], False),
        (["protected", "no_assignment"], True),
        (["night", "no_assignment"], True),
        (["own_name"], True),
        (["colleague_name"], True),
        (["many"], True),
        (["after_left"], True),
        (["glass"], True),
    ],
)
def test_one_weighty_reason_or_two_light_ones_ask(reasons, asks):
    assert is_asked(reasons) is asks


KNOWN = st.builds(
    Facts,
    bases=st.frozensets(st.sampled_from([basis.value for basis in Basis]), min_size=1),
    last_read=st.just(NOON),
    nights=st.integers(0, 5),
    roles=st.frozensets(st.sampled_from(Role.values)),
    is_protected=st.booleans(),
    has_errand=st.booleans(),
    last_wrote=st.none() | st.integers(0, 28).map(ago),
    left=st.none() | st.integers(0, 400).map(ago),
    files=st.integers(0, 60),
    usual=st.none() | st.floats(0, 60),
    is_own_name=st.booleans(),
    is_colleagues_name=st.booleans(),
)


@given(KNOWN)
def test_emergency_access_is_always_asked_about_and_own_cases_never(known):
    reasons = reasons_of(known)
    if "glass" in known.bases:
        assert "glass" in reasons
        assert is_asked(reasons)
    elif known.bases & OWN:
        assert reasons == []
    elif known.bases & ROLE and not (known.has_errand or known.last_wrote):
        assert "no_assignment" in reasons


@given(st.lists(st.sampled_from([["no_assignment"], ["many", "night"], ["night"], ["own_name"]])), st.integers(0, 99))
def test_the_lot_falls_on_five_of_those_nobody_would_ask(reasons, seed):
    asked, light = asked_of(reasons, Random(seed)), [one for one in reasons if not is_asked(one)]
    assert [one for one in asked if one == Asked.LOT] == [Asked.LOT] * min(DRAWN, len(light))
    assert [one == Asked.REASONS for one in asked] == [is_asked(one) for one in reasons]


@given(st.dates(date(2001, 1, 1), date(2098, 12, 28)))
def test_a_week_is_known_by_its_name(day):
    first, last = days_of(week_of(day))
    assert (first <= day <= last, first.weekday(), (last - first).days) == (True, 0, 6)


def refused(check, **told):
    with pytest.raises(ValidationError) as refusal:
        check(**told)
    return refusal.value.code


def test_an_answer_says_what_for_once_and_without_numbers():
    told = {"errand": "mistake", "words": "Tastede forkert", "answered": False}
    check_answer(**told)
    wrong = [
        {"answered": True},
        {"errand": "fun"},
        {"words": " "},
        {"words": "110177-8121"},
        {"words": "om 1101778121."},
    ]
    codes = [refused(check_answer, **told | one) for one in wrong]
    assert codes == ["answered", "no_such_errand", "no_words", "number", "number"]
    assert refused(check_added, words="Mere", answered=False) == "unanswered"


def test_nobody_judges_their_own_or_twice_or_in_other_words():
    told = {"kind": "explained", "by": 1, "reader": 2, "words": "Afløste", "closed": False}
    check_judging(**told)
    wrong = [{"by": 2}, {"closed": True}, {"kind": "answer"}, {"words": ""}]
    assert [refused(check_judging, **told | one) for one in wrong] == [
        "own_reading",
        "closed",
        "no_such_kind",
        "no_words",
    ]


@pytest.mark.parametrize(
    ("kinds", "asked", "state"),
    [
        ([], "", "unasked"),
        ([], "lot", "waiting"),
        ([Kind.ANSWER, Kind.ADDED], "lot", "answered"),
        ([Kind.FOLLOWED_UP], "reasons", "followed_up"),
        ([Kind.ANSWER, Kind.EXPLAINED], "reasons", "explained"),
    ],
)
def test_where_an_entry_stands(kinds, asked, state):
    assert state_of(kinds, asked) == state
