"""The text as plain values: kept, compared, merged, and what supports what in it."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import AgeBand
from identification.enums import ActType, MeansType
from identification.rules.grounds import PARTS, Grounds, differing, merged, part_of
from identification.rules.support import Level, support_of
from tests.factories.identification import grounds
from tests.identification.test_rules_elements import ANY_GROUNDS


def test_every_field_of_the_text_is_a_part_one_may_choose():
    assert {part.partition(".")[0] for part in PARTS} == {item.name for item in fields(Grounds)}
    assert [part for part in PARTS if part.startswith("act.")] == [f"act.{kind}" for kind in ActType.values]
    assert [part for part in PARTS if part.startswith("means.")] == [f"means.{kind}" for kind in MeansType.values]


@given(ANY_GROUNDS)
def test_a_stored_text_reads_back_as_it_was(text):
    assert Grounds.read(text.stored()) == text


def test_a_text_stored_before_a_field_existed_still_reads():
    assert Grounds.read({"facts": "Mødt i lufthavnen.", "gone": "x"}) == Grounds(facts="Mødt i lufthavnen.")


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
    found = support_of(grounds(**parts), AgeBand.UNKNOWN, {"forced_labour": "Tvangsarbejde"})

    assert [(support.level, support.waived) for support in found] == [(level, False) for level in levels]


def test_only_a_known_child_is_shown_the_means_as_waived():
    waived = {
        age: [support.element.value for support in support_of(grounds(), age, {}) if support.waived]
        for age in AgeBand.values
    }
    assert waived == {age: ["means"] if age in ("under_15", "15_17") else [] for age in AgeBand.values}


def test_each_claim_leads_to_the_field_where_its_evidence_is_written():
    labels = {"forced_labour": "Tvangsarbejde"}
    lines = [line for support in support_of(grounds(), AgeBand.UNKNOWN, labels) for line in support.lines]

    assert [line.field for line in lines] == ["act_recruit_evidence", "means_deception_evidence", "purpose_evidence"]
    assert lines[2].label == "Tvangsarbejde"
