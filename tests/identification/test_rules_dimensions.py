"""The rule of the six dimensions: a brute statement of it, a table worked out by hand, and what must always hold."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import AgeBand
from identification.enums import Dimension, FourAnswer, Profile, Weight
from identification.rules.dimensions import Indication, Observed, combination_of, dimensions, profile_of
from identification.selectors.catalogue import indications

TABLE = (Path(__file__).parent / "hand_computed.txt").read_text().splitlines()
CASES = [line for line in TABLE if line and not line.startswith("#")]
ADULT = Profile.ADULT_LABOUR
YES, NO = FourAnswer.YES.value, FourAnswer.NO.value


def brute(weights):
    """Whether some of the weights are one of the four combinations, tried out one by one."""
    wanted = [("S", "S"), ("S", "M"), ("S", "W"), ("M", "M", "M"), ("M", "M", "W")]
    return any(
        sorted(some) == sorted(enough)
        for enough in wanted
        for some in combinations([weight for weight in weights if weight in "SMW"], len(enough))
    )


def observed(weights, dimension=Dimension.EXPLOITATION):
    """One answer a weight; each pair of code and weight is an indicator of its own."""
    return [
        Observed(Indication(f"i{place}", dimension.value, {ADULT.value: weight}, {ADULT.value}), YES, place)
        for place, weight in enumerate(weights, start=1)
    ]


INDICATORS = st.builds(
    Indication,
    code=st.sampled_from([f"i{place}" for place in range(9)]),
    dimension=st.sampled_from(Dimension.values),
    weights=st.dictionaries(st.sampled_from(Profile.values), st.sampled_from(Weight.values)),
    verified=st.frozensets(st.sampled_from(Profile.values)),
)
# One catalogue: a code is one indicator, whoever observed it.
CATALOGUE = st.lists(INDICATORS, min_size=1, max_size=9, unique_by=lambda one: one.code)
PROFILES = st.sampled_from(Profile.values)


@st.composite
def seen(draw):
    """What was observed by one catalogue, in some order."""
    catalogue = draw(CATALOGUE)
    answers = st.builds(Observed, st.sampled_from(catalogue), st.sampled_from(FourAnswer.values), st.integers(1, 99))
    return catalogue, draw(st.lists(answers, max_size=20))


@given(st.lists(st.sampled_from(["S", "M", "W", "outside", "missing"]), max_size=7))
def test_it_is_the_rule_however_it_is_stated(weights):
    result = dimensions(observed(weights), ADULT)[3]
    assert result.is_positive == brute(weights)
    assert (result.strong, result.medium, result.weak) == tuple(weights.count(weight) for weight in "SMW")


@given(seen(), PROFILES, st.randoms())
def test_the_order_does_not_matter(situation, profile, chance):
    _catalogue, answers = situation
    shuffled = list(answers)
    chance.shuffle(shuffled)
    assert dimensions(shuffled, profile) == dimensions(answers, profile)


@given(seen(), PROFILES, st.data())
def test_one_more_yes_takes_no_dimension_away(situation, profile, data):
    catalogue, answers = situation
    more = Observed(data.draw(st.sampled_from(catalogue)), YES)
    before, after = dimensions(answers, profile), dimensions([*answers, more], profile)
    assert all(now.is_positive for was, now in zip(before, after, strict=True) if was.is_positive)


@given(seen(), PROFILES)
def test_only_yes_counts_and_each_indicator_once(situation, profile):
    _catalogue, answers = situation
    yes = [one for one in answers if one.answer == YES]
    once = {one.indicator.code: one for one in yes}.values()
    counts = [(result.strong, result.medium, result.weak, result.counted) for result in dimensions(once, profile)]
    assert dimensions(yes, profile) == dimensions(answers, profile)
    assert counts == [(r.strong, r.medium, r.weak, r.counted) for r in dimensions(answers, profile)]


@given(seen(), PROFILES)
def test_there_are_always_six_and_none_counts_for_another(situation, profile):
    _catalogue, answers = situation
    results = dimensions(answers, profile)
    assert [result.dimension for result in results] == list(Dimension)
    for result in results:
        alone = [one for one in answers if one.indicator.dimension == result.dimension]
        assert dimensions(alone, profile)[list(Dimension).index(result.dimension)] == result


def test_a_missing_weight_counts_as_nothing_and_is_said():
    result = dimensions(observed(["S", "missing"]), ADULT)[3]
    assert (result.is_positive, result.is_open, result.missing, result.numbers) == (False, True, ("i2",), (1,))


def test_a_missing_weight_that_could_change_nothing_leaves_nothing_open():
    enough, too_little = (
        dimensions(observed(["S", "S", "missing"]), ADULT)[3],
        dimensions(observed(["missing"]), ADULT)[3],
    )
    assert (enough.is_positive, enough.is_open) == (True, False)
    assert (too_little.is_positive, too_little.is_open) == (False, False)


def test_what_is_not_on_a_list_is_neither_counted_nor_missing():
    result = dimensions(observed(["outside", "S"]), ADULT)[3]
    assert (result.counted, result.missing, result.is_positive) == (("i2",), (), False)


def test_a_weight_nobody_has_verified_counts_and_is_named():
    unverified = Indication("x", Dimension.EXPLOITATION.value, {ADULT.value: "S"})
    result = dimensions([Observed(unverified, YES, 7), *observed(["M"])], ADULT)[3]
    assert (result.is_positive, result.unverified, result.numbers) == (True, ("x",), (1, 7))


@pytest.mark.parametrize(
    ("age", "form", "profile"),
    [
        (AgeBand.FROM_25_TO_34, "forced_labour", Profile.ADULT_LABOUR),
        (AgeBand.UNKNOWN, "forced_labour", Profile.ADULT_LABOUR),
        (AgeBand.FROM_15_TO_17, "criminal_acts", Profile.CHILD_LABOUR),
        (AgeBand.UNDER_15, "", Profile.CHILD_LABOUR),
        (AgeBand.FROM_18_TO_24, "sexual_prostitution", Profile.ADULT_SEXUAL),
        (AgeBand.UNKNOWN, "sexual_pornography", Profile.ADULT_SEXUAL),
        (AgeBand.UNDER_15, "sexual_prostitution", Profile.CHILD_SEXUAL),
    ],
)
def test_which_list_a_person_is_judged_by(age, form, profile):
    assert profile_of(age, form) == profile


def test_the_table_is_long_enough_to_be_worth_reading():
    assert len(CASES) >= 40


@pytest.mark.django_db
@pytest.mark.parametrize("line", CASES, ids=lambda line: line.split(";")[0].strip())
def test_the_catalogue_gives_what_was_worked_out_by_hand(line):
    _name, profile, codes, expected = (part.strip() for part in line.split(";"))
    known = indications()
    answers = [Observed(known[code], YES, place) for place, code in enumerate(codes.split(), start=1)]
    found = {f"D{place}" for place, result in enumerate(dimensions(answers, profile), start=1) if result.is_positive}
    assert found == set(expected.split())


@pytest.mark.django_db
def test_the_catalogue_holds_what_standards_say():
    """The totals of the ILO's two labour lists, by dimension (standards.md 5.1)."""
    known = [one for one in indications().values() if one.dimension in Dimension.values]
    totals = {
        profile: [
            sum(one.dimension == dimension and one.weight(profile) in "SMW" for one in known) for dimension in Dimension
        ]
        for profile in (Profile.ADULT_LABOUR, Profile.CHILD_LABOUR)
    }
    assert totals == {"adult_labour": [10, 10, 16, 9, 15, 7], "child_labour": [10, 10, 15, 8, 15, 7]}
    assert (sum(totals["adult_labour"]), sum(totals["child_labour"])) == (67, 65)
    assert not [one.code for one in known if one.weight(Profile.CHILD_LABOUR) == Weight.WEAK]
    strong = [one.code for one in known if one.weight(Profile.ADULT_LABOUR) == Weight.STRONG]
    assert sorted(strong) == [
        "d_debt_bondage", "d_document_confiscation", "d_isolation_confinement_surveillance", "d_violence_on_victim",
        "deceived_job_location_employer", "r_violence_on_victim", "x_excessive_hours",
    ]  # fmt: skip


@pytest.mark.django_db
def test_of_the_sexual_lists_three_weights_are_verified_and_most_of_the_childs_are_missing():
    known = [one for one in indications().values() if one.dimension in Dimension.values]
    verified = {
        (one.code, profile) for one in known for profile in one.verified if Profile(profile).value.endswith("sexual")
    }
    assert verified == {
        ("d_forced_tasks_or_clients", "adult_sexual"),
        ("d_forced_tasks_or_clients", "child_sexual"),
        ("x_hazardous_work", "child_sexual"),
    }
    child = [one.weight(Profile.CHILD_SEXUAL) for one in known]
    assert (child.count("missing"), child.count("S"), len(child)) == (65, 2, 67)


@pytest.mark.django_db
def test_the_files_stand_beside_the_rooms_code():
    shared = Path(__file__).parents[2] / "identification" / "catalogue"
    assert {path.name for path in shared.iterdir()} == {"ilo_delphi_indicators.csv", "traits.csv", "SOURCE.md"}
    assert len(indications()) == 67 + 5 + 11


@pytest.mark.parametrize(
    ("counts", "combination"),
    [
        ((2, 0, 0), "two_strong"), ((1, 1, 0), "strong_and_other"), ((1, 0, 1), "strong_and_other"),
        ((0, 3, 0), "three_medium"), ((0, 2, 1), "two_medium_and_weak"), ((0, 4, 2), "three_medium"),
        ((3, 3, 3), "two_strong"), ((1, 0, 0), None), ((0, 2, 0), None), ((0, 1, 9), None), ((0, 0, 9), None),
    ],
)  # fmt: skip
def test_which_combination_made_it_positive(counts, combination):
    assert combination_of(*counts) == combination
