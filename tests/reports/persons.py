"""Persons of a year invented for tests, and what the rooms count of them."""

import random
from collections import Counter

from tests.reports.registers import counted

CODES = {
    "sex": ("female", "male", "trans_or_other", "unknown"),
    "age": ("under_15", "15_17", "18_24", "25_34", "35_44", "45_plus", "unknown"),
    "form": ("sexual_prostitution", "forced_labour", "slavery_like", "criminal_acts", "begging", "unknown"),
    "residence": ("danish_citizen", "eu_eea", "third_country_permit", "asylum_seeker", "no_legal_stay", "unknown"),
    "region": ("hovedstaden", "sjaelland", "syddanmark", "midtjylland", "nordjylland", "unknown"),
    "branch": ("construction", "cleaning", "restaurant", "agriculture", "unknown"),
    "citizenship": ("NG", "RO", "TH", "VN", "MA", "PH", "UA", "BR", "DK", "unknown"),
}
ACTS = ("theft", "drug_sales", "cannabis_production", "other", "unknown")
YEARS = {"under_15": 12, "15_17": 16, "18_24": 21, "25_34": 29, "35_44": 39, "45_plus": 51}
WEIGHTS = {
    "sex": (55, 40, 3, 2),
    "age": (1, 4, 22, 40, 20, 8, 5),
    "form": (45, 30, 3, 12, 3, 7),
    "residence": (3, 25, 20, 8, 40, 4),
    "region": (50, 12, 14, 16, 5, 3),
    "branch": (30, 25, 20, 10, 15),
    "citizenship": (24, 18, 15, 9, 7, 5, 4, 3, 3, 6),
}


def persons(number, seed):
    chance = random.Random(seed)
    found = [{name: chance.choices(CODES[name], WEIGHTS[name])[0] for name in CODES} for _one in range(number)]
    acts = random.Random(f"acts {seed}").choices(ACTS, (35, 30, 20, 5, 10), k=number)
    return [one | {"act": act} for one, act in zip(found, acts, strict=True)]


def register_of(year, people):
    """What the rooms count of ``people``, as reports.selectors.register says it."""
    by = {name: dict(Counter(one[name] for one in people)) for name in CODES if name != "branch"}
    told = counted(year)
    labour = [one["branch"] for one in people if one["form"] in ("forced_labour", "slavery_like")]
    told["identification"] |= {
        "identified": len(people),
        "assessed": 2 * len(people) + 40,
        "by": by,
        "branches": dict(Counter(labour)),
        "acts": dict(Counter(one["act"] for one in people if one["form"] in ("criminal_acts", "begging"))),
        "years": dict(Counter(YEARS[one["age"]] for one in people if one["age"] in YEARS)),
    }
    return told
