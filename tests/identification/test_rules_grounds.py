"""The text as plain values: kept, compared, merged, and what supports what in it."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import AgeBand
from identification.enums import ActType, MeansType
from identification.rules.grounds import PARTS, Claim, Grounds, differing, is_claim, merged, part_of, with_parts
from identification.rules.support import Level, support_of
from tests.factories.identification import grounds
from tests.identification.test_rules_elements import ANY_GROUNDS

SEEN = {1: "Belæg 1"}


def linked(text):
    """The same text, each claim with words resting on observation 1."""
    return text.resting_on(lambda claim: Claim((1,)) if claim else claim)


def test_every_field_of_the_text_is_a_part_one_may_choose():
    assert {part.partition(".")[0] for part in PARTS} == {item.name for item in fields(Grounds)}
    assert [part for part in PARTS if part.startswith("act.")] == [f"act.{kind}" for kind in ActType.values]
    assert [part for part in PARTS if part.startswith("means.")] == [f"means.{kind}" for kind in MeansType.values]


@given(ANY_GROUNDS)
def test_a_stored_text_reads_back_as_it_was(text):
    assert Grounds.read(text.stored()) == text


def test_a_text_stored_before_a_field_existed_still_reads():
    assert Grounds.read({"facts": "Mødt i lufthavnen.", "gone": "x"}) == Grounds(facts="Mødt i lufthavnen.")


def test_a_text_stored_before_there_were_observations_reads_with_its_words():
    old = {"act": {"recruit": "Samtale 1."}, "purpose_evidence": "Lønsedler."}
    assert Grounds.read(old) == Grounds(act={"recruit": Claim(new="Samtale 1.")}, purpose=Claim(new="Lønsedler."))


@given(ANY_GROUNDS)
def test_a_text_differs_from_itself_in_nothing(text):
    assert differing(text, text) == []
    assert text.tidied().tidied() == text.tidied()


@given(ANY_GROUNDS, ANY_GROUNDS, st.sets(st.sampled_from(PARTS)))
def test_a_merged_text_has_the_kept_parts_from_me_and_the_rest_from_them(mine, theirs, kept):
    result = merged(mine, theirs, kept)

    whose = {part: mine if part in kept else theirs for part in PARTS}
    assert {part: part_of(result, part) for part in PARTS} == {part: part_of(whose[part], part) for part in PARTS}


@pytest.mark.parametrize(
    ("other", "parts"),
    [
        ({"facts": "Andet."}, ["facts"]),
        ({"act": {"recruit": "Andet.", "harbour": ""}}, ["act.recruit", "act.harbour"]),
        ({"means": {}, "means_status": "doubtful"}, ["means.deception", "means_status"]),
        ({"secondary_forms": ("begging",)}, ["secondary_forms"]),
    ],
)
def test_two_texts_differ_part_by_part_in_the_order_of_the_form(other, parts):
    assert differing(grounds(**other), grounds()) == parts


@given(ANY_GROUNDS, ANY_GROUNDS, st.sets(st.sampled_from([part for part in PARTS if is_claim(part)])))
def test_where_both_are_kept_a_claim_rests_on_what_either_found(mine, theirs, both):
    result = merged(mine, theirs, (), both)

    for part in both:
        one, other = (part_of(text, part) or Claim() for text in (mine, theirs))
        assert set(part_of(result, part).links) == {*one.links, *other.links}
        assert {one.new.strip(), other.new.strip()} >= {part_of(result, part).new}


@given(ANY_GROUNDS, ANY_GROUNDS, st.sets(st.sampled_from(PARTS)))
def test_a_form_that_asks_for_some_of_the_text_leaves_the_rest(whole, mine, parts):
    assert set(differing(with_parts(whole, mine, parts), whole)) <= parts
    assert not set(differing(with_parts(whole, mine, parts), mine)) & parts


@given(ANY_GROUNDS, st.integers(1, 9))
def test_what_was_taken_away_is_gone_and_nothing_else_is(text, number):
    for element, kind, claim in text.claims():
        left = text.without(element, kind, number)
        part = f"{element}.{kind}" if kind else element
        assert differing(left, text) == ([part] if number in claim.links else [])


def test_blank_is_empty_and_secondary_forms_stand_once_each_in_order():
    untidy = grounds(
        facts=" Mødt. ",
        act={"recruit": " \n"},
        reasons="\t",
        secondary_forms=("other", "forced_labour", "begging", "other"),
    )

    tidy = grounds(facts="Mødt.", act={"recruit": ""}, reasons="", secondary_forms=("begging", "other"))
    assert untidy.tidied() == tidy


@pytest.mark.parametrize(
    ("parts", "levels"),
    [
        ({}, [Level.FULL, Level.FULL, Level.FULL]),
        ({"act": {"recruit": "Samtale 1.", "harbour": ""}}, [Level.HALF, Level.FULL, Level.FULL]),
        ({"act": {}, "means": {"threats": ""}, "exploitation_form": ""}, [Level.NONE, Level.NONE, Level.NONE]),
    ],
)
def test_how_far_each_element_rests_on_something(parts, levels):
    text = linked(grounds(**parts))
    found = support_of(text, AgeBand.UNKNOWN, {"forced_labour": "Tvangsarbejde"}, SEEN)

    assert [(support.level, support.waived) for support in found] == [(level, False) for level in levels]


def test_only_a_known_child_is_shown_the_means_as_waived():
    waived = {
        age: [support.element.value for support in support_of(grounds(), age, {}, SEEN) if support.waived]
        for age in AgeBand.values
    }
    assert waived == {age: ["means"] if age in ("under_15", "15_17") else [] for age in AgeBand.values}


def test_each_claim_leads_to_the_field_where_its_evidence_is_written():
    labels = {"forced_labour": "Tvangsarbejde"}
    lines = [line for support in support_of(grounds(), AgeBand.UNKNOWN, labels, SEEN) for line in support.lines]

    assert [line.field for line in lines] == ["act_recruit_evidence", "means_deception_evidence", "purpose_evidence"]
    assert lines[2].label == "Tvangsarbejde"
