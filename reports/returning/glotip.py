"""The rows of UNODC's Global Report on Trafficking in Persons, in the columns of its published file.

UNODC masks numbers below five and nothing beside them, and all that was masked for Denmark could be worked out from
the margins. So what is returned has been through our own disclosure control, together with everything released before.
"""

from collections.abc import Iterable, Iterator

from babel import Locale
from django.utils.translation import gettext_lazy as _

from reports.countries import CODES
from reports.disclosure.figures import Codes, Figure
from reports.figures.tables import Frozen
from reports.returning import elsewhere
from reports.returning.elsewhere import Confirmed, Held
from reports.returning.lines import line
from reports.returning.persons import (
    AGES,
    EVERYBODY,
    LABOUR,
    SEXES,
    SEXUAL,
    Groups,
    Person,
    cells_of,
    crossed,
    figure,
    table_of,
)

COLUMNS = (
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex", "Age", "Year",
    "Unit of measurement", "txtVALUE", "Source",
)  # fmt: skip
PLACE = ("DNK", "Denmark", "Europe", "Northern Europe")
TABLE, COLUMN = "glotip_victims", "number"
VICTIMS = "Detected trafficking victims"
INDICATORS = {
    "charged": "Persons brought into formal contact",
    "indicted": "Persons prosecuted",
    "sentenced": "Persons convicted",
    "offences": "Offences of trafficking in persons",
}
TOTAL, BY_FORM, BY_CITIZENSHIP = "Total", "by form of exploitation", "by citizenship"
BY_REPATRIATION, ABROAD = "by country of repatriation", "Abroad"
SEX_WORDS = {"female": "Female", "male": "Male", "other": "Other", "unknown": "Unknown", EVERYBODY: TOTAL}
AGE_WORDS = {"minor": "0 to 17 years", "adult": "18 years or over", "unknown": "Unknown", EVERYBODY: TOTAL}
FORM_WORDS = {
    "sexual": "Sexual exploitation",
    "forced_labour": "Forced labour",
    "other_forms": "Other forms of exploitation",
    "unknown": "Unknown",
}
FORMS: Groups = {
    "sexual": SEXUAL,
    "forced_labour": LABOUR,
    "other_forms": Codes.of([*SEXUAL.names, *LABOUR.names], rest=True),
}
REST = "other_or_unknown"
NOT_NAMED = "Other or unknown citizenship"
NAMES = {code: name for name, code in reversed(CODES.items())}  # the first way of writing each


def country(code: str) -> str:
    """As UNODC writes it, else in English."""
    if code == "DK":
        return "Nationals"
    known = NAMES.get(code) or Locale("en").territories.get(code)
    return str(known) if known else NOT_NAMED


def figures_of(persons: list[Person], year: int, threshold: int) -> dict[str, Figure]:
    """What each row of the victims' table counts: sex by age, form by sex and by age, and citizenships."""
    found = {f"{EVERYBODY}|{sex}|{age}": figure("identified", year, sex=one, age=two)
             for sex, one, age, two in crossed(SEXES, AGES)}  # fmt: skip
    for form, codes in FORMS.items():
        for sex, one in [*SEXES.items(), (EVERYBODY, None)]:
            found[f"{form}|{sex}|{EVERYBODY}"] = figure("identified", year, form=codes, sex=one)
        for age, two in AGES.items():
            found[f"{form}|{EVERYBODY}|{age}"] = figure("identified", year, form=codes, age=two)
    named = named_countries(persons, threshold)
    for code in named:
        found[code] = figure("identified", year, citizenship=Codes.of([code]))
    return found | {REST: figure("identified", year, citizenship=Codes.of(named, rest=True))}


def named_countries(persons: Iterable[Person], threshold: int) -> list[str]:
    """Countries of enough persons to be named: that there is one from a country would be told by its name alone."""
    codes = [person["citizenship"] for person in persons]
    counts = {code: codes.count(code) for code in sorted(set(codes))}
    largest = sorted(counts, key=lambda code: -counts[code])
    return [code for code in largest if counts[code] >= threshold and code != "unknown"]


def tables(persons: list[Person], year: int, threshold: int) -> list[Frozen]:
    cells = cells_of(figures_of(persons, year, threshold), persons, COLUMN)
    return [table_of(TABLE, _("Detected trafficking victims, as UNODC asks"), "identified", [COLUMN], cells)]


def lines(victims: Frozen, confirmed: Confirmed, year: int) -> list[Frozen]:
    """Every row of the file; what nobody has told is a row that says so."""
    found = [line((VICTIMS, *words_of(key)), [(TABLE, key, COLUMN)]) for key in rows_of(victims)]
    for population, indicator in INDICATORS.items():
        found += external(confirmed, population, indicator, year)
    return [*found, *repatriated(confirmed, year)]


def rows_of(victims: Frozen) -> list[str]:
    return [one["code"] for one in victims["dimensions"][0]["categories"]]


def words_of(key: str) -> tuple[str, str, str, str]:
    """Dimension, category, sex and age of a row of the victims' table."""
    if "|" not in key:
        return BY_CITIZENSHIP, country(key), TOTAL, TOTAL
    form, sex, age = key.split("|")
    dimension, category = (TOTAL, TOTAL) if form == EVERYBODY else (BY_FORM, FORM_WORDS[form])
    return dimension, category, SEX_WORDS[sex], AGE_WORDS[age]


def external(confirmed: Confirmed, population: str, indicator: str, year: int) -> Iterator[Frozen]:
    """The total always, whether anybody told of it or not; of the groups, those that were told of."""
    told = elsewhere.in_order(confirmed.values(), population)
    if not any(not one.heading.groupings for one in told):
        yield line((indicator, TOTAL, TOTAL, TOTAL, TOTAL), [], absent=elsewhere.MISSING)
    for one in told:
        yield external_line((indicator, *external_words(one)), one)


def external_words(one: Held) -> tuple[str, str, str, str]:
    told = one.heading
    dimension, category = TOTAL, TOTAL
    if told.form:
        dimension, category = BY_FORM, FORM_WORDS[told.form]
    elif told.citizenship:
        dimension, category = BY_CITIZENSHIP, country(told.citizenship)
    return dimension, category, SEX_WORDS[told.sex or EVERYBODY], AGE_WORDS[told.age or EVERYBODY]


def repatriated(confirmed: Confirmed, _year: int) -> Iterator[Frozen]:
    """Persons sent home by a prepared return, by country where that was told."""
    told = elsewhere.in_order(confirmed.values(), "prepared_returns")
    if not told:
        yield line((VICTIMS, BY_REPATRIATION, ABROAD, TOTAL, TOTAL), [], absent=elsewhere.MISSING)
    for one in told:
        place = country(one.heading.citizenship) if one.heading.citizenship else ABROAD
        words = (SEX_WORDS[one.heading.sex or EVERYBODY], AGE_WORDS[one.heading.age or EVERYBODY])
        yield external_line((VICTIMS, BY_REPATRIATION, place, *words), one)


def external_line(words: tuple[str, ...], one: Held) -> Frozen:
    if absent := elsewhere.status_of(one):
        return line(words, [], absent=absent, source=one.source)
    population = one.heading.population
    where = (f"external_{population}", elsewhere.row_of(one.heading), elsewhere.COLUMN)
    return line(words, [where], source=one.source)
