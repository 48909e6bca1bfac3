"""What is returned to UNODC and to the European Commission: counted, withheld where it must be, and never nought."""

import pytest

from reports.returning import files, thb
from reports.returning.counts import Heading
from reports.returning.elsewhere import Held
from reports.returning.making import made
from reports.selectors.submissions import GROUPINGS, registered

YEAR = 2025
STATUSES = ("Identified", "Presumed", "Registered")


def person(**said):
    return {
        "status": "identified",
        "sex": "female",
        "age": "25_34",
        "form": "sexual_prostitution",
        "citizenship": "NG",
    } | said


def people(number, **said):
    return [person(**said) for _one in range(number)]


PEOPLE = [
    *people(30),
    *people(20, sex="male", form="forced_labour", citizenship="RO"),
    *people(6, age="15_17", citizenship="DK"),
    *people(2, sex="trans_or_other", citizenship="BR"),
    *people(12, status="presumed", sex="male", form="criminal_acts", citizenship="MA"),
]


def held(population, value, known_as="counted", origin="letter", **groups):
    heading = Heading(population, YEAR, **groups)
    return heading, Held(heading, known_as, value, origin, "Rigsadvokaten", "Brev af 2. marts 2026")


# Of the letters the small figure is withheld and what gives it away; what was published is public.
CONFIRMED = dict(
    [
        held("charged", 12),
        held("charged", 2, sex="female"),
        held("charged", 10, sex="male"),
        held("indicted", 3, origin="publication"),
        held("sentenced", None, known_as="unknown"),
    ]
)


@pytest.fixture(scope="module")
def returns():
    rests_on = {"edition": "2025-1", "extract": "e" * 64, "earlier": []}
    kinds = ("glotip", "thb")
    return {kind: made(kind, YEAR, PEOPLE, CONFIRMED, [], threshold=5, rests_on=rests_on) for kind in kinds}


def told(figures):
    """The words of each row in the receiver's columns, and what stands there."""
    first, last, place = {"glotip": (4, 9, 11), "thb": (0, 5, 6)}[figures["kind"]]
    return {tuple(row[first:last]): row[place] for row in files.rows_of(figures)}


def decision(number, **said):
    row = {"person": str(number), "year": YEAR, "month": 5, "outcome": "trafficked", "annulled": False}
    row |= {"set_aside": False, "said_before": False, **{name: person()[name] for name in GROUPINGS}}
    return row | said


def test_who_is_registered():
    """Identified as the edition counts, presumed whose course ended by itself, or who would not be registered."""
    decisions = [
        decision(1),
        decision(1, sex="male"),
        decision(2, outcome="withdrawn"),
        decision(2, outcome="disappeared"),
        decision(3, outcome="disappeared", set_aside=True),
        decision(4, outcome="not_trafficked"),
        decision(5, outcome="withdrawn"),
        decision(5),
        decision(6, year=2024),
        decision(7, outcome="transferred"),
    ]
    refusal = {"month": 3, "sex": "male", "form": "unknown", "citizenship": "unknown"}
    parts = {"decisions": decisions, "refusals": [refusal]}
    assert registered(lambda name: iter(parts[name]), YEAR) == [
        person(),
        person(),
        person(status="presumed"),
        person(status="presumed", sex="male", form="unknown", citizenship="unknown", age="unknown"),
    ]


def shown(figures):
    return {words: value for words, value in told(figures).items() if value != ":"}


def test_the_rows_unodc_asks_for(returns):
    victims, total, form = "Detected trafficking victims", "Total", "by form of exploitation"
    assert shown(returns["glotip"]) == {
        (victims, total, total, "Female", "18 years or over"): 30,
        (victims, total, total, "Female", total): 36,
        (victims, total, total, total, "0 to 17 years"): 6,
        (victims, total, total, total, total): 58,
        (victims, form, "Sexual exploitation", total, total): 38,
        (victims, form, "Sexual exploitation", total, "18 years or over"): 32,
        (victims, "by citizenship", "Nigeria", total, total): 30,
        (victims, "by citizenship", "Romania", total, total): 20,
        (victims, "by country of repatriation", "Abroad", total, total): "..",
        ("Persons brought into formal contact", total, total, total, total): 12,
        ("Persons prosecuted", total, total, total, total): 3,
        ("Persons convicted", total, total, total, total): "..",
        ("Offences of trafficking in persons", total, total, total, total): "..",
    }


def test_the_tables_of_the_commission(returns):
    """Those registered are those identified and those presumed; a sum with a part withheld is withheld."""
    found, total = told(returns["thb"]), "Total"
    assert [found["Sex and age", total, total, total, one] for one in STATUSES] == [58, 12, 70]
    for *group, _status in {(*words[:4], "") for words in found if words[4] == "Identified"}:
        identified, presumed, registered = (found[(*group, one)] for one in STATUSES)
        assert registered == (":" if ":" in (identified, presumed) else identified + presumed)
    traffickers = [found["Traffickers", total, total, total, one] for one in ("Suspected", "Prosecuted", "Convicted")]
    apart = [found["Form of exploitation", one, total, total, "Registered"] for one in thb.NOT_TOLD_APART]
    assert (traffickers, apart) == ([12, 3, ".."], ["..", "..", ".."])


@pytest.mark.parametrize("kind", ["glotip", "thb"])
def test_nothing_that_is_not_known_or_not_told_is_nought(returns, kind):
    assert {value for value in told(returns[kind]).values() if value == 0 or value == ""} == set()


def test_a_figure_nobody_told_of_is_a_row_that_says_so():
    one = made("thb", YEAR, people(9), {}, [], threshold=5, rests_on={})
    rows = [row for row in one["lines"] if row["words"][0] == "Traffickers"]
    assert [(row["words"][4], row["value"], row["status"]) for row in rows] == [
        ("Suspected", None, "missing"), ("Prosecuted", None, "missing"), ("Convicted", None, "missing"),
    ]  # fmt: skip


def test_the_file_has_unodcs_columns(returns):
    head, first, *_rest = files.as_csv(returns["glotip"]).decode().splitlines()
    assert head == (
        "Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,"
        "Source"
    )
    assert first == (
        "DNK,Denmark,Europe,Northern Europe,Detected trafficking victims,Total,Total,Female,0 to 17 years,2025,Counts,"
        ":,Danish Centre against Human Trafficking"
    )
