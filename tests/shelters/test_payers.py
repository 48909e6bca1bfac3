"""Who pays is proposed from rules, with the reasons, and whoever knows better says why."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmm.core.errors import RuleError
from shelters.rules import Funding, PayerLaw, Proposal, check_funding, check_permitted, propose

KINDS, BASES = ["reden_int_crisis", "botilbud_s107", "flat"], ["asylum_seeker", "no_legal_stay", "eu_eea"]
DAYS = st.dates(date(2007, 1, 1), date(2027, 12, 31))


def entry(code):
    return SimpleNamespace(code=code, label=code)


@st.composite
def laws(draw):
    first = draw(DAYS)
    last = draw(st.none() | DAYS.filter(lambda day: day > first)) if first < date(2027, 12, 31) else None
    permitted = draw(st.booleans())
    who = draw(st.sampled_from(["us", "municipality"])) if permitted else ""
    return PayerLaw(
        valid_from=first,
        valid_to=last,
        accommodation=draw(st.sampled_from(["", *KINDS])),
        basis=draw(st.sampled_from(["", *BASES])),
        permitted=permitted,
        payer=who,
        responsible=who,
        source="Kilde",
    )


@given(st.lists(laws(), max_size=8), st.sampled_from(KINDS), st.sampled_from(BASES), DAYS)
def test_the_rule_that_is_followed_holds_and_none_that_holds_says_more(known, kind, basis, on):
    followed = propose(known, accommodation=entry(kind), basis=entry(basis), on=on).law
    holding = [law for law in known if law.holds(accommodation=kind, basis=basis, on=on)]
    assert (followed in holding) if holding else (followed is None)
    assert all(followed.precision >= law.precision for law in holding)


@given(st.lists(laws(), max_size=8), st.randoms(), st.sampled_from(KINDS), st.sampled_from(BASES), DAYS)
def test_the_order_the_rules_were_written_in_says_nothing_of_how_precise_they_are(known, chance, kind, basis, on):
    asked = {"accommodation": entry(kind), "basis": entry(basis), "on": on}
    before = propose(known, **asked).law
    chance.shuffle(known)
    after = propose(known, **asked).law
    assert (before and before.precision) == (after and after.precision)


NEW = PayerLaw(date(2022, 1, 1), None, "botilbud_s107", "no_legal_stay", True, "us", "us", "Planen 2022-2025")
OLD = PayerLaw(date(2007, 1, 1), date(2022, 1, 1), "botilbud_s107", "no_legal_stay", False, source="Før planen")


@pytest.mark.parametrize(("on", "permitted"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_since_the_plan_anybody_may_be_placed_in_an_existing_botilbud(on, permitted):
    proposed = propose([OLD, NEW], accommodation=entry("botilbud_s107"), basis=entry("no_legal_stay"), on=on)
    assert proposed.permitted == permitted


def test_before_the_plan_it_is_refused_at_the_house_with_the_source():
    proposed = Proposal(OLD, "Botilbud § 107", "Uden lovligt ophold")
    with pytest.raises(RuleError) as refused:
        check_permitted(proposed)
    assert (refused.value.field, refused.value.messages) == (
        "shelter",
        ["Ingen med opholdsgrundlaget Uden lovligt ophold placeres dér: Før planen"],
    )


def test_the_derivation_says_what_the_proposal_rests_on():
    assert Proposal(NEW, "Botilbud § 107", "Uden lovligt ophold").derivation == [
        "Indkvarteringstype: Botilbud § 107. Opholdsgrundlag: Uden lovligt ophold.",
        "Regel, der gælder fra 1. januar 2022: Planen 2022-2025",
        "Reglen er ikke efterprøvet. Spørg, før der betales.",
    ]
    assert Proposal(None, "Lejlighed", "Ukendt").derivation == [
        "Ingen regel siger, hvem der betaler her. Vælg, og skriv hvorfor."
    ]


AS_PROPOSED = Proposal(NEW, "Botilbud", "Uden lovligt ophold")


@pytest.mark.parametrize("said", [Funding(), Funding("us", "us"), Funding("municipality", "us", "Aftalt 1. maj")])
def test_what_the_rule_says_needs_no_reason_and_another_payer_one(said):
    proposal = AS_PROPOSED if said.payer else Proposal(None, "", "")
    check_funding(said, proposal)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Funding("us", ""), "responsible"),
        (Funding("", "us"), "payer"),
        (Funding("municipality", "us"), "payer_reason"),
        (Funding("us", "cmm", " "), "payer_reason"),
    ],
)
def test_half_a_payer_or_another_without_a_reason_is_refused_where_it_is_missing(said, field):
    with pytest.raises(RuleError) as refused:
        check_funding(said, AS_PROPOSED)
    assert refused.value.field == field
