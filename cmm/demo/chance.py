"""How often what happens: the shares the demonstration's persons and courses are drawn from.

They follow the published series roughly (domain.md section 2) and say nothing about any real person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from cases.enums import InquiryOutcome
from identification.enums import Outcome

Shares = dict[str, int]

INQUIRIES_A_YEAR = 200

FORMS: Shares = {
    "sexual_prostitution": 50, "forced_labour": 22, "criminal_acts": 17, "slavery_like": 3, "sexual_pornography": 2,
    "begging": 2, "forced_or_sham_marriage": 1, "organ_removal": 1, "other": 1, "unknown": 3,
}  # fmt: skip
GROUPS = {"sexual_prostitution": "sex", "sexual_pornography": "sex", "forced_labour": "work", "slavery_like": "work",
          "criminal_acts": "crime"}  # fmt: skip
SEX_BY_GROUP: dict[str, Shares] = {
    "sex": {"female": 88, "male": 7, "trans_or_other": 5},
    "work": {"female": 34, "male": 66},
    "crime": {"female": 24, "male": 76},
    "other": {"female": 52, "male": 46, "unknown": 2},
}
AGES: Shares = {"under_15": 1, "15_17": 5, "18_24": 25, "25_34": 38, "35_44": 21, "45_plus": 9, "unknown": 1}
CITIZENSHIPS: Shares = {
    "NG": 16, "TH": 12, "RO": 11, "MA": 7, "VN": 7, "UA": 6, "PH": 6, "BG": 5, "PL": 4, "HU": 3, "AL": 3, "LT": 3,
    "UG": 3, "GH": 2, "BR": 2, "CO": 2, "IN": 2, "NP": 2, "CN": 2, "MD": 2, "DK": 2, "ET": 1, "LV": 1, "GM": 1,
}  # fmt: skip
EU = frozenset(["RO", "BG", "PL", "HU", "LT", "LV"])
LANGUAGES = {
    "NG": "en", "TH": "th", "RO": "ro", "MA": "ar", "VN": "vi", "UA": "uk", "PH": "tl", "BG": "bg", "PL": "pl",
    "HU": "hu", "AL": "sq", "UG": "en", "GH": "en", "BR": "pt", "CO": "es", "IN": "en", "NP": "ne", "CN": "zh",
    "MD": "ro", "DK": "da", "GM": "en",
}  # fmt: skip
BASES: Shares = {
    "asylum_seeker": 34, "no_legal_stay": 24, "third_country_permit": 14, "visa_visitor": 9,
    "other_schengen_permit": 8, "au_pair_trainee": 4, "family_reunified": 4, "unknown": 3,
}  # fmt: skip
REGIONS: Shares = {"hovedstaden": 44, "syddanmark": 18, "midtjylland": 17, "sjaelland": 12, "nordjylland": 9}
DISTRICTS = {
    "hovedstaden": ("koebenhavn", "koebenhavn", "vestegnen", "nordsjaelland", "bornholm"),
    "syddanmark": ("fyn", "sydoestjylland", "syd_soenderjylland"),
    "midtjylland": ("oestjylland", "midt_vestjylland"),
    "sjaelland": ("midt_vestsjaelland", "sydsjaelland_lolland_falster"),
    "nordjylland": ("nordjylland",),
}
TOWNS = {
    "hovedstaden": ("København", "Hillerød", "Taastrup", "Valby", "Amager"),
    "syddanmark": ("Odense", "Fredericia", "Kolding", "Esbjerg", "Sønderborg"),
    "midtjylland": ("Aarhus", "Herning", "Randers", "Horsens", "Viborg"),
    "sjaelland": ("Roskilde", "Slagelse", "Næstved", "Nykøbing", "Køge"),
    "nordjylland": ("Aalborg", "Hjørring", "Thisted", "Frederikshavn", "Hobro"),
}
SOURCES: dict[str, Shares] = {
    "sex": {"police": 44, "ngo_reden": 18, "ngo_amiami": 6, "ngo_hopenow": 6, "hospital": 5, "tax": 5, "lawyer": 5,
            "citizen": 4, "self": 4, "municipality": 3},
    "work": {"police": 34, "labour_inspection": 18, "union": 11, "tax": 10, "ngo_other": 7, "food_authority": 4,
             "citizen": 6, "embassy": 4, "self": 4, "company": 2},
    "crime": {"police": 50, "prison": 24, "lawyer": 12, "aml_unit": 5, "municipality": 5, "ngo_hopenow": 4},
    "other": {"police": 34, "municipality": 20, "crisis_centre": 12, "relative": 8, "hospital": 10, "ngo_other": 16},
    "asylum": {"us": 48, "asylum_operator": 20, "red_cross": 20, "police": 8, "ngo_hopenow": 4},
    "advice": {"citizen": 24, "municipality": 20, "police": 18, "company": 8, "union": 8, "hospital": 8, "other": 8,
               "ngo_other": 6},
}  # fmt: skip
CHANNELS: dict[str, Shares] = {
    "police": {"hotline": 72, "email": 18, "joint_operation": 10},
    "tax": {"joint_operation": 60, "hotline": 40},
    "labour_inspection": {"joint_operation": 40, "hotline": 40, "email": 20},
    "ngo_reden": {"outreach": 50, "hotline": 40, "in_person": 10},
    "us": {"email": 90, "hotline": 10},
    "self": {"in_person": 40, "hotline": 60},
    "": {"hotline": 55, "email": 38, "letter": 4, "in_person": 3},
}
# How a hundred inquiries end: of the assessments more are positive than in any published year, so that three
# years of few cases give the figures of three years.
ENDINGS: Shares = {
    Outcome.TRAFFICKED.value: 41, Outcome.NOT_TRAFFICKED.value: 12, Outcome.DISAPPEARED.value: 4,
    Outcome.WITHDRAWN.value: 3, Outcome.INCONCLUSIVE.value: 2, Outcome.TRANSFERRED.value: 2,
    InquiryOutcome.ADVICE_ONLY.value: 28, InquiryOutcome.NOT_RELEVANT.value: 8,
}  # fmt: skip
PROTECTIONS: Shares = {"normal": 93, "restricted": 6, "named": 1}


def draw(rng: Random, shares: Shares) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def decks(rng: Random, shares: Shares) -> Iterator[str]:
    """The shares dealt out exactly, one shuffled deck after the other, so that no year is an odd one."""
    while True:
        deck = [name for name, share in shares.items() for _card in range(share)]
        rng.shuffle(deck)
        yield from deck


@dataclass(frozen=True)
class Person:
    """What the register knows of somebody, and what the texts are chosen by."""

    form: str
    group: str
    sex: str
    age_band: str
    citizenship: str
    language: str
    basis: str
    region: str
    town: str
    district: str

    @property
    def is_minor(self) -> bool:
        return self.age_band in {"under_15", "15_17"}

    @property
    def seeks_asylum(self) -> bool:
        return self.basis == "asylum_seeker"


def person(rng: Random, *, basis: str = "", sex: str = "") -> Person:
    """Somebody drawn from the shares; ``basis`` and ``sex`` may be settled beforehand."""
    form = draw(rng, FORMS)
    group = GROUPS.get(form, "other")
    citizenship = draw(rng, CITIZENSHIPS)
    region = draw(rng, REGIONS)
    return Person(
        form=form,
        group=group,
        sex=sex or draw(rng, SEX_BY_GROUP[group]),
        age_band=draw(rng, AGES),
        citizenship=citizenship,
        language=LANGUAGES.get(citizenship, "other"),
        basis=basis or basis_of(rng, citizenship),
        region=region,
        town=rng.choice(TOWNS[region]),
        district=rng.choice(DISTRICTS[region]),
    )


def basis_of(rng: Random, citizenship: str) -> str:
    if citizenship == "DK":
        return "danish_citizen"
    if citizenship in EU:
        return "eu_eea"
    return "temporary_protection" if citizenship == "UA" else draw(rng, BASES)
