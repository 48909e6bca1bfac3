"""The tables of the European Commission's data collection on trafficking in human beings.

A registered victim is one assessed as trafficked, or presumed to be: whose course ended in the year because they did
not want an assessment or disappeared before the decision, or who did not want to be registered at all. The Commission
prints what it is told as it stands, so what is returned has been through our own disclosure control.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from reports.disclosure.figures import Codes
from reports.figures.tables import Frozen
from reports.returning import elsewhere
from reports.returning.elsewhere import Confirmed
from reports.returning.glotip import external_line
from reports.returning.lines import line
from reports.returning.persons import AGES, EVERYBODY, LABOUR, SEXES, SEXUAL, Groups, Person, cells_of, figure, table_of

COLUMNS = ("Table", "Group", "Sex", "Age", "Legal status", "Year", "Value", "Source")
TABLE = "thb_victims"
IDENTIFIED, PRESUMED, REGISTERED = "identified", "presumed", "registered"
STATUS_WORDS = {IDENTIFIED: "Identified", PRESUMED: "Presumed", REGISTERED: "Registered"}
SEX_WORDS = {"female": "Female", "male": "Male", "other": "Other", "unknown": "Unknown", EVERYBODY: "Total"}
AGE_WORDS = {"minor": "Children", "adult": "Adults", "unknown": "Unknown", EVERYBODY: "Total"}

FORMS: Groups = {
    "sexual": SEXUAL,
    "forced_labour": LABOUR,
    "criminal_acts": Codes.of(["criminal_acts"]),
    "organ_removal": Codes.of(["organ_removal"]),
    "unknown": Codes.of(["unknown"]),
}
FORMS = {**FORMS, "other_forms": Codes.of([name for codes in FORMS.values() for name in codes.names], rest=True)}
FORM_WORDS = {
    "sexual": "Sexual exploitation",
    "forced_labour": "Forced labour",
    "criminal_acts": "Criminal activities",
    "organ_removal": "Removal of organs",
    "other_forms": "Other",
    "unknown": "Unknown",
}
# What the register does not tell apart: begging counts as a criminal act, and domestic work by its branch.
NOT_TOLD_APART = ("Benefit fraud", "Domestic servitude", "Forced begging")
EU = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL",
    "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)  # fmt: skip
CITIZENSHIPS: Groups = {
    "own": Codes.of(["DK"]),
    "other_eu": Codes.of(EU),
    "unknown": Codes.of(["unknown"]),
    "non_eu": Codes.of(["DK", *EU, "unknown"], rest=True),
}
CITIZENSHIP_WORDS = {
    "own": "Own nationals",
    "other_eu": "Other EU Member State",
    "non_eu": "Non-EU",
    "unknown": "Unknown",
}
SEX_AND_AGE, BY_FORM, BY_CITIZENSHIP = "Sex and age", "Form of exploitation", "Citizenship"
BY_ORGANISATION = "Registering organisation"
TRAFFICKERS = {"charged": "Suspected", "indicted": "Prosecuted", "sentenced": "Convicted"}


def groups() -> Iterator[tuple[str, dict[str, Codes]]]:
    """Each row of the victims' table, and which groups it is about."""
    yield EVERYBODY, {}
    for sex, one in SEXES.items():
        yield f"sex|{sex}|{EVERYBODY}", {"sex": one}
        for age, two in AGES.items():
            yield f"sex|{sex}|{age}", {"sex": one, "age": two}
    for age, codes in AGES.items():
        yield f"sex|{EVERYBODY}|{age}", {"age": codes}
    for form, codes in FORMS.items():
        yield f"form|{form}", {"form": codes}
    for citizenship, codes in CITIZENSHIPS.items():
        yield f"citizenship|{citizenship}", {"citizenship": codes}


def tables(persons: list[Person], year: int) -> list[Frozen]:
    """``persons`` are all those registered, each with the ``status`` they are registered by.

    Those identified are the figures the register's own reports print; those presumed are figures of their own.
    """
    cells = []
    for status in (IDENTIFIED, PRESUMED):
        chosen = [person for person in persons if person["status"] == status]
        cells += cells_of({row: figure(status, year, **where) for row, where in groups()}, chosen, status)
    title = _("Registered victims, as the European Commission asks")
    return [table_of(TABLE, title, REGISTERED, [IDENTIFIED, PRESUMED], cells)]


def lines(confirmed: Confirmed) -> list[Frozen]:
    """Every row of the tables; what the register does not know says so."""
    found = []
    for row, _where in groups():
        words, parts = words_of(row), [(TABLE, row, status) for status in (IDENTIFIED, PRESUMED)]
        found += [line((*words, STATUS_WORDS[where[2]]), [where]) for where in parts]
        found.append(line((*words, STATUS_WORDS[REGISTERED]), parts))
    found += [
        line((BY_FORM, one, "Total", "Total", STATUS_WORDS[REGISTERED]), [], absent="not_collected")
        for one in NOT_TOLD_APART
    ]
    found.append(line((BY_ORGANISATION, "Total", "Total", "Total", STATUS_WORDS[REGISTERED]), [], absent="unknown"))
    for population, words in TRAFFICKERS.items():
        found += traffickers(confirmed, population, words)
    return found


def words_of(row: str) -> tuple[str, str, str, str]:
    """Table, group, sex and age of a row."""
    if row == EVERYBODY:
        return SEX_AND_AGE, "Total", "Total", "Total"
    kind, *rest = row.split("|")
    if kind == "sex":
        return SEX_AND_AGE, "Total", SEX_WORDS[rest[0]], AGE_WORDS[rest[1]]
    if kind == "form":
        return BY_FORM, FORM_WORDS[rest[0]], "Total", "Total"
    return BY_CITIZENSHIP, CITIZENSHIP_WORDS[rest[0]], "Total", "Total"


def traffickers(confirmed: Confirmed, population: str, words: str) -> Iterable[Frozen]:
    """Persons in criminal cases, in all and by sex, as far as their authority has told."""
    told = elsewhere.in_order(confirmed.values(), population)
    shown = [one for one in told if set(one.heading.groupings) <= {"sex"}]
    if not any(not one.heading.groupings for one in shown):
        yield line(("Traffickers", "Total", "Total", "Total", words), [], absent=elsewhere.MISSING)
    for one in shown:
        yield external_line(("Traffickers", "Total", SEX_WORDS[one.heading.sex or EVERYBODY], "Total", words), one)
