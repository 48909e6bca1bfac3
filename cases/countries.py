"""Countries by their Danish or English name, for citizenship."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

LETTERS = str.maketrans({letter: chr(ord("z") + place) for place, letter in enumerate("æøå", start=1)} | {"-": " "})


def alphabetical(name: str) -> str:
    """A sort key: æ, ø and å come last."""
    return name.casefold().translate(LETTERS)


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as (code, name), in Danish order."""
    territories = Locale(language).territories
    named = [(code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha()]
    return tuple(
        sorted((pair for pair in named if pair[0] not in NO_COUNTRIES), key=lambda pair: alphabetical(pair[1]))
    )


# Groupings and reserved codes that nobody is a citizen of.
NO_COUNTRIES = frozenset(
    "EU EZ UN ZZ XA XB QO AC CP CQ DG EA IC TA AQ BV HM IO TF UM GS".split()  # noqa: SIM905 -- reads as a list of codes
)


def country_choices() -> list[tuple[str, str]]:
    return list(countries(_language()))


def country_name(code: str) -> str:
    """The name of a country; empty where citizenship is not known."""
    return dict(countries(_language())).get(code, code)


def _language() -> str:
    return "en" if get_language() == "en" else "da"
