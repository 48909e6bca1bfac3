"""A live year with every table the report knows how to draw, corrected once, invented for tests."""

from typing import Any

from reports.definitions.reading import read_definitions
from reports.disclosure.figures import Figure
from reports.figures import shapes
from reports.figures.live import live_figures
from tests.reports.registers import counted

CAUSE = {"da": "En afgørelse fra december blev truffet sent.", "en": "A decision of December was made late."}


def counted_whole(year: int, identified: int) -> dict[str, Any]:
    """What the rooms count, with all that is told beside persons."""
    told = counted(year, identified)
    told["identification"]["by"] |= {
        "residence": {"eu_eea": 20, "no_legal_stay": identified - 45, "asylum_seeker": 11, "visa_visitor": 14},
        "region": {"hovedstaden": identified - 50, "syddanmark": 21, "midtjylland": 17, "nordjylland": 3, "unknown": 9},
    }  # fmt: skip
    told["identification"]["branches"] = {"construction": 12, "cleaning": 9, "private_care_cleaning": 6, "unknown": 4}
    told["identification"]["acts"] = {"theft": 6, "drug_sales": 7}
    told["identification"]["years"] = {16: 9, 21: 20, 29: 25, 37: 21, 44: 9, 52: 6}
    told["stays"]["kinds"] = {"reden_int_crisis": 36, "asylum_stay": 18, "flat": 7}
    return told | {
        "received": 312,
        "referrers": {"police": 131, "us": 60, "prison": 11, "hospital": 19, "ngo_reden": 51, "citizen": 22, "tax": 18},
        "calls": {"number": 323, "by": {"police": 171, "citizen": 61, "authority": 25, "ngo": 44, "not_said": 22}},
        "periods": {"number": 63, "by": {"reflection": 31, "reflection_expelled": 6, "restitution": 26}},
        "courses": {"courses": 41, "participants": 912},
    }  # fmt: skip


def definitions() -> list[dict[str, Any]]:
    return [
        {
            "code": one.code, "version": one.version, "population": one.population, "rule": one.rule,
            "name": {"da": one.name_da, "en": one.name_en}, "text": {"da": one.text_da, "en": one.text_en},
        }
        for one in read_definitions()
    ]  # fmt: skip


def margin(name: str, title: str, population: str, parts: dict[str, int], year: int) -> dict[str, Any]:
    whole = Figure.of(name, year, {})
    return shapes.one_margin(name, title, population, "measure", parts, whole, sum(parts.values()))


def revision(year: int) -> list[dict[str, Any]]:
    changed = (
        ("residence", "no_legal_stay", 48, 49),
        ("forms", "criminal_acts", 7, None),
        ("series", "persons", 93, 94),
    )
    return [
        {"edition": f"{year}-1", "table": name, "key": [row, str(year)], "old": old, "new": new, "cause": CAUSE}
        for name, row, old, new in changed
    ]


def whole(history: Any, year: int = 2026) -> dict[str, Any]:
    """Everything at once."""
    persons = {2024: 78, 2025: 91, 2026: 94}
    register = {one: counted_whole(one, persons[one]) for one in range(2024, year + 1)}
    figures = live_figures(year, *history, register, definitions=definitions())
    figures["tables"] += [
        margin("returns", "Prepared returns", "prepared_returns", {"DRC": 9, "Hjemrejsestyrelsen": 8}, year),
    ]
    return figures | {"revision": revision(year), "editions": [f"{year}-1"]}
