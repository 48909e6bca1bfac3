"""Act, means and purpose: what a positive assessment must rest on."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import MINORS, AgeBand
from cmm.core.errors import RuleError
from identification.enums import ActType, Element, ElementStatus, MeansType, Outcome
from identification.rules.elements import check_complete, check_outcome, gaps, is_supported, missing_elements
from identification.rules.grounds import Claim, Grounds
from tests.factories.identification import grounds

ADULT, CHILD, UNKNOWN = AgeBand.FROM_25_TO_34, AgeBand.FROM_15_TO_17, AgeBand.UNKNOWN
ACT, MEANS, PURPOSE = Element.ACT, Element.MEANS, Element.PURPOSE
NOTHING = {"means_status": "not_assessed", "means": {}}

TEXTS = st.sampled_from(["", " ", "Samtale 1."])
CLAIMS = st.builds(Claim, links=st.lists(st.integers(1, 9), max_size=3).map(tuple), new=TEXTS)
FINDINGS = st.sampled_from(ElementStatus.values)
ANY_GROUNDS = st.builds(
    Grounds,
    facts=TEXTS,
    act_status=FINDINGS,
    act=st.dictionaries(st.sampled_from(ActType.values), CLAIMS),
    means_status=FINDINGS,
    means=st.dictionaries(st.sampled_from(MeansType.values), CLAIMS),
    purpose_status=FINDINGS,
    exploitation_form=st.sampled_from(["", "forced_labour"]),
    purpose=CLAIMS,
    speaks_against=TEXTS,
    recommendation=st.sampled_from(["", *Outcome.values]),
    reasons=TEXTS,
)
AGES = st.sampled_from(AgeBand.values)


def refuses(outcome, text, age):
    try:
        check_outcome(outcome, text, age)
    except RuleError:
        return True
    return False


def rests_on_something(status, claims):
    return status == "met" and any(claim.links or claim.new.strip() for claim in claims)


@pytest.mark.parametrize(
    ("parts", "age", "missing"),
    [
        ({}, ADULT, []),
        ({}, UNKNOWN, []),
        (NOTHING, ADULT, [MEANS]),
        (NOTHING, UNKNOWN, [MEANS]),
        (NOTHING, AgeBand.FROM_18_TO_24, [MEANS]),
        (NOTHING, CHILD, []),
        (NOTHING, AgeBand.UNDER_15, []),
        ({"act_status": "doubtful"}, ADULT, [ACT]),
        ({"act": {}}, CHILD, [ACT]),
        ({"act": {"recruit": ""}}, CHILD, [ACT]),
        ({"act": {"recruit": " \n"}}, ADULT, [ACT]),
        ({"act": {"recruit": "", "harbour": "Samtale 2."}}, ADULT, []),
        ({"purpose_status": "not_met"}, CHILD, [PURPOSE]),
        ({"exploitation_form": ""}, CHILD, [PURPOSE]),
        ({"purpose": ""}, CHILD, [PURPOSE]),
        ({"purpose": "", "act": {}, "means": {}}, ADULT, [ACT, MEANS, PURPOSE]),
    ],
)
def test_what_a_positive_assessment_still_lacks(parts, age, missing):
    assert missing_elements(grounds(**parts), age) == missing


@given(ANY_GROUNDS, AGES)
def test_no_positive_outcome_without_act_and_purpose_nor_without_means_unless_a_known_minor(text, age):
    act = rests_on_something(text.act_status, text.act.values())
    means = rests_on_something(text.means_status, text.means.values())
    purpose = rests_on_something(text.purpose_status, [text.purpose] if text.exploitation_form else [])

    assert refuses(Outcome.TRAFFICKED, text, age) is not (act and purpose and (means or age in MINORS))


@given(ANY_GROUNDS)
def test_unknown_age_is_judged_as_an_adults_and_never_waives_the_means(text):
    assert missing_elements(text, UNKNOWN) == missing_elements(text, ADULT)
    assert refuses(Outcome.TRAFFICKED, text, UNKNOWN) or is_supported(text, MEANS)


@given(ANY_GROUNDS, AGES, st.sampled_from([outcome for outcome in Outcome if outcome != Outcome.TRAFFICKED]))
def test_every_other_outcome_needs_no_element(text, age, outcome):
    assert not refuses(outcome, text, age)


def test_a_refused_outcome_names_what_lacks_support_at_the_choice():
    with pytest.raises(RuleError) as refused:
        check_outcome(Outcome.TRAFFICKED, grounds(act={}, means={}), ADULT)

    assert (refused.value.code, refused.value.field) == ("element_missing", "choice")
    assert refused.value.params == {"elements": "handling og middel"}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (grounds(), []),
        (Grounds(), ["facts", "speaks_against", "recommendation", "reasons"]),
        (grounds(facts=" ", speaks_against="\n", reasons=" "), ["facts", "speaks_against", "reasons"]),
        (grounds(act={}, means={}, exploitation_form=""), ["act_status", "means_status", "purpose_status"]),
        (grounds(act={}, recommendation="not_trafficked"), []),
        (grounds(recommendation=""), ["recommendation"]),
    ],
)
def test_what_must_be_written_before_it_is_sent_in_the_order_of_the_form(text, fields):
    assert [gap.field for gap in gaps(text, ADULT)] == fields


def test_all_gaps_are_said_at_once_each_at_its_field():
    with pytest.raises(ValidationError) as refused:
        check_complete(grounds(facts="", means={}, reasons=""), UNKNOWN)

    assert {field: [error.code for error in errors] for field, errors in refused.value.error_dict.items()} == {
        "facts": ["incomplete"],
        "means_status": ["incomplete"],
        "reasons": ["incomplete"],
    }


def test_a_complete_text_passes():
    check_complete(grounds(), UNKNOWN)
