"""What figures count is data: read, versioned, and never changed once it is in use."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.definitions.loading import load
from reports.definitions.reading import SOURCE, BrokenDefinition, read_definitions
from reports.definitions.rules import RULES
from reports.figures.sums import SumsDiffer, check_sums
from reports.figures.tables import axis, cell, table
from reports.models import Definition


def changed(tmp_path, old, new):
    path = tmp_path / "definitions.csv"
    path.write_text(SOURCE.read_text().replace(old, new, 1))
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("identified,1,", "identified,2,", "identified has no version 1"),
        ("identified_once", "identified_twice", "identified 1 rests on a rule that is gone or has changed"),
        ("Persons assessed as trafficked", "", "identified lacks words"),
    ],
)
def test_a_definition_the_program_does_not_do_is_refused(tmp_path, old, new, told):
    with pytest.raises(BrokenDefinition, match=told):
        read_definitions(changed(tmp_path, old, new))


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_new_version_is_a_new_row_and_one_in_use_stays():
    first = next(one for one in read_definitions() if one.code == "sexes")
    with pytest.raises(BrokenDefinition, match="sexes 1 is in use and cannot change"):
        load([replace(first, text_da="Noget andet.")], using="owner")
    load([first, replace(first, version=3, text_da="Noget andet.")], using="owner")
    rows = Definition.objects.using("owner").filter(code="sexes").order_by("version")
    assert list(rows.values_list("version", "text_da"))[::2] == [(1, first.text_da), (3, "Noget andet.")]


def test_no_definition_says_anew_whom_another_counts():
    """Whoever reads one after the other reads each rule once."""
    newest = {one.code: one for one in read_definitions()}.values()
    of_persons = [one for one in newest if one.rule == "identified_once" and one.code != "identified"]
    named = {
        (name in one.text_da, name_en in one.text_en, "for den første afgørelse" in one.text_da)
        for one in of_persons
        for name, name_en in [("»Personer vurderet udsat for menneskehandel«", "“Persons assessed as trafficked”")]
    }
    assert named == {(True, True, False)}


row = st.fixed_dictionaries(
    {
        "year": st.sampled_from([2025, 2026]),
        "person": st.integers(1, 4),
        "outcome": st.sampled_from(["trafficked", "no"]),
    }
    | dict.fromkeys(("annulled", "set_aside", "said_before"), st.booleans())
)


@given(st.lists(row))
def test_each_person_is_counted_once_and_everybody_else_is_left_out_for_a_reason(rows):
    judged = list(RULES["identified_once"](rows, 2026))
    standing = [
        one["person"]
        for one in rows
        if one["year"] == 2026
        and one["outcome"] == "trafficked"
        and not (one["annulled"] or one["set_aside"] or one["said_before"])
    ]
    assert len(judged) == sum(one["year"] == 2026 for one in rows)
    assert sorted(one["person"] for one, why in judged if not why) == sorted(set(standing))


def test_parts_that_do_not_make_their_total_are_named_with_both_numbers():
    cells = [cell((name, "2026"), n, source="register") for name, n in (("female", 4), ("male", 3), ("all", 8))]
    wrong = table(
        "sexes", "Køn", "identified", axis("sex", ["female", "male", "all"], total="all"), axis("year", ["2026"]), cells
    )
    with pytest.raises(SumsDiffer) as caught:
        check_sums([wrong])
    named = {"kind": "sums", "table": {"da": "Køn", "en": "Køn"}, "column": "2026", "parts": 7, "total": 8}
    assert caught.value.troubles == [named]


def test_everybody_found_is_counted_or_left_out_for_a_reason():
    told = {"name": {"da": "Ophold", "en": "Stays"}, "found": 9, "excluded": {"moved_within": 2}, "counted": 6}
    with pytest.raises(SumsDiffer) as caught:
        check_sums([], [told])
    assert [(one["kind"], one["parts"], one["total"]) for one in caught.value.troubles] == [("flow", 8, 9)]
