"""Countries as UNODC writes them, by their two letters; names in both languages come from the territories of CLDR."""

from babel import Locale
from django.utils.translation import get_language

# The spelling of the published history. A name that is not here is a broken line, not a new country.
CODES = {
    "Afghanistan": "AF", "Albania": "AL", "Algeria": "DZ", "Bangladesh": "BD", "Belarus": "BY", "Benin": "BJ",
    "Bolivia (Plurinational State of)": "BO", "Bosnia": "BA", "Brazil": "BR", "Bulgaria": "BG", "Burundi": "BI",
    "Cameroon": "CM", "China": "CN", "Colombia": "CO", "Congo": "CG", "Czechia": "CZ", "Côte d'Ivoire": "CI",
    "Denmark": "DK", "Dominican Republic": "DO", "Egypt": "EG", "Equatorial Guinea": "GQ", "Eritrea": "ER",
    "Ethiopia": "ET", "Finland": "FI", "Gambia": "GM", "Ghana": "GH", "Guatemala": "GT", "Guinea": "GN",
    "Honduras": "HN", "Hungary": "HU", "India": "IN", "Iran (Islamic Republic of)": "IR", "Kenya": "KE",
    "Kosovo": "XK", "Kosovo under UNSCR 1244": "XK", "Kyrgyzstan": "KG", "Latvia": "LV", "Lebanon": "LB",
    "Liberia": "LR", "Lithuania": "LT", "Mali": "ML", "Morocco": "MA", "Myanmar": "MM", "Nepal": "NP",
    "Nicaragua": "NI", "Nigeria": "NG", "Pakistan": "PK", "Paraguay": "PY", "Philippines": "PH", "Poland": "PL",
    "Portugal": "PT", "Romania": "RO", "Russian Federation": "RU", "Serbia": "RS", "Sierra Leone": "SL",
    "Slovakia": "SK", "Slovenia": "SI", "Somalia": "SO", "Sri Lanka": "LK", "Sudan": "SD",
    "Syrian Arab Republic": "SY", "Tanzania": "TZ", "Thailand": "TH",
    "The former Yugoslav Republic of Macedonia": "MK", "Tunisia": "TN", "Uganda": "UG", "Ukraine": "UA",
    "Venezuela (Bolivarian Republic of)": "VE", "Viet Nam": "VN", "Zambia": "ZM", "Zimbabwe": "ZW",
}  # fmt: skip


def code_of(country: str) -> str:
    """The two letters of a country in either way of writing it."""
    return CODES.get(country, country)


def country_name(country: str) -> str | None:
    """What the country is called in the language at hand; None for what is no country."""
    code = code_of(country)
    known = len(code) == 2 and code.isupper()
    return Locale(get_language() or "da").territories.get(code) if known else None
