"""A live year with every table the report knows how to draw, invented for tests; some of it withheld."""

from typing import Any

from reports.disclosure.figures import Figure, as_json
from reports.figures.live import live_figures
from reports.figures.tables import REGISTER, SHOWN, WITHHELD, axis, cell, named, table
from tests.reports.registers import counted

YEARS = ("2024", "2025", "2026")
# A table: its id, population and title; then its rows: code, words, and 2024, 2025, 2026. A colon is withheld.
TABLES = """
young | identified | Persons under 18 and under 25
minor | Under 18 years | : | 6 | :
under_25 | Under 25 years | 19 | 27 | 24

branches | identified | Persons in forced labour by branch
construction | Construction | 12 | 9 | 11
cleaning | Cleaning | 7 | : | 9
private_care_cleaning | Care or cleaning in private homes | : | 6 | :
other | Other branches or not known | : | : | :
all | Total | 31 | 29 | 31

acts | identified | Persons made to commit criminal acts, by kind of act
drug_sales | Sale of drugs | 6 | 7 | :
theft | Theft | : | : | :
all | Total | 11 | 12 | 13

citizenship_regions | identified | Persons by part of the world
eu_eea | EU/EEA | 20 | 22 | 18
africa | Africa | 30 | 36 | 31
asia | Asia | 19 | 24 | 29
other | Other or not known | 9 | 9 | 16
all | Total | 78 | 91 | 94

referrers | inquiries | Inquiries by who referred
police | Police | 120 | 131 | 140
ngo | NGOs | 40 | 44 | 51
us | Danish Immigration Service | 60 | 71 | 66
municipality | Municipalities | 12 | 20 | 19
prison | Prison and Probation Service | 9 | 8 | 11
other | Others or not known | 21 | 18 | 25
all | Total | 262 | 292 | 312

residence | identified | Persons by basis of stay
eu_eea | EU/EEA citizen | 22 | 25 | 20
no_legal_stay | No legal stay | 31 | 36 | 44
asylum_seeker | Asylum seeker | 8 | 9 | 11
third_country_permit | Residence permit | 11 | 12 | 13
other | Another basis, or not known | 6 | 9 | 6
all | Total | 78 | 91 | 94

regions | identified | Persons by police district
koebenhavn | Copenhagen Police | 31 | 36 | 39
syd_soenderjylland | South Jutland Police | 9 | 8 | 12
sydsjaelland_lolland_falster | South Zealand and Lolland-Falster Police | : | 6 | :
fyn | Funen Police | 7 | 9 | 8
other | Other districts or not known | : | 32 | :
all | Total | 78 | 91 | 94

periods | periods | Periods begun
reflection | Reflection period | 22 | 26 | 31
reflection_expelled | For expelled persons | : | : | :
restitution | Restitution period | 20 | 23 | 26
all | Total | 45 | 52 | 60

shelters | stays | Stays by kind of shelter
reden_int_crisis | Crisis centre of Reden International | 30 | 33 | 36
asylum_stay | Centre for asylum seekers | 14 | 16 | 18
other | Another kind | 6 | 6 | 7
all | Total | 50 | 55 | 61

courses | courses | Courses held, by audience
police | Police and prosecution | 14 | 17 | 21
municipality | Municipalities | 9 | 11 | 12
other | Others | 6 | 5 | 8
all | Total | 29 | 33 | 41

hotline | hotline_calls | Calls to the hotline by who called
police | Police | 151 | 160 | 171
citizen | Member of the public | 44 | 52 | 61
self | The person | 21 | 19 | 25
other | Others or not said | 51 | 60 | 66
all | Total | 267 | 291 | 323

returns | prepared_returns | Prepared returns
accepted | Accepted | 18 | 22 | 24
departed | Departed | 12 | 15 | 17
completed | Six months’ follow-up done | : | 9 | 11
"""
CAUSE = {"da": "En afgørelse fra december blev truffet sent.", "en": "A decision of December was made late."}


def extra() -> list[dict[str, Any]]:
    """The tables that go beyond the first ones."""
    return [one_table([line.split(" | ") for line in told.split("\n")]) for told in TABLES.strip().split("\n\n")]


def one_table(lines: list[list[str]]) -> dict[str, Any]:
    (name, population, title), *rows = lines
    total = "all" if rows[-1][0] == "all" else None
    first = axis("measure", [], total=total) | {"categories": [named(code, words) for code, words, *_rest in rows]}
    cells = [
        told(name, code, year, value)
        for code, _words, *values in rows
        for year, value in zip(YEARS, values, strict=True)
    ]
    frozen = table(name, title, population, first, axis("year", YEARS), cells)
    return frozen | {"definition": name, "measure": "count" if total else "answers"}


def told(name: str, code: str, year: str, value: str) -> dict[str, Any]:
    figure = {"figure": as_json(Figure.of(f"{name}.{code}", int(year)))}
    if value == ":":
        return cell((code, year), None, source=REGISTER, status=WITHHELD) | figure
    return cell((code, year), int(value), source=REGISTER, status=SHOWN) | figure


def definition(frozen: dict[str, Any]) -> dict[str, Any]:
    text = {
        "da": "Personer med en afgørelse i kraft, talt i det år, den første blev truffet.",
        "en": "Persons with a decision in force, counted in the year the first was made.",
    }
    told = {"code": frozen["id"], "version": 2, "population": "identified", "rule": f"{frozen['id']}_v2"}
    return told | {"name": frozen["title"], "text": text}


def revision() -> list[dict[str, Any]]:
    return [
        {"edition": "2026-1", "table": name, "key": [row, "2026"], "old": old, "new": new, "cause": CAUSE}
        for name, row, old, new in (
            ("residence", "asylum_seeker", 10, 11),
            ("branches", "other", None, None),
            ("series", "persons", 93, 94),
        )
    ]


def whole(history: Any) -> dict[str, Any]:
    """Everything at once."""
    register = {2024: counted(2024, 78), 2025: counted(2025, 91), 2026: counted(2026)}
    figures = live_figures(2026, *history, register)
    tables = {one["id"]: one for one in [*figures["tables"], *extra()]}
    return figures | {
        "tables": list(tables.values()),
        "definitions": [definition(one) for one in extra()],
        "revision": revision(),
    }
