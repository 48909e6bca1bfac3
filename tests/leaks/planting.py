"""Leaks as somebody would write them, by accident or to get past whoever looks: what is told, and how it is hidden."""

from collections.abc import Callable
from random import Random

from tests.leaks.register import Register

Writer = Callable[[Random, Register], str]
SENTENCES = (
    "Personen har det bedre, og vi taler med {leak} om det næste skridt.",
    "Vi henviser til samtalen, hvor {leak} blev nævnt.",
    "Se også {leak}.",
    "Hun kan hentes: {leak}, om formiddagen.",
    "{leak} er omfattet af samme aftale som nævnt i brevet af 3. november 2026.",
)


def address(rng, known):
    house = rng.choice(known.houses)
    return f"{house.street} {house.number}"


def whole_address(rng, known):
    house = rng.choice(known.houses)
    return f"{house.street} {house.number}, {house.town}"


def street_and_town(rng, known):
    house = rng.choice(known.houses)
    return f"{house.street}, {house.town}"


def house_name(rng, known):
    return rng.choice(known.houses).name


def house_phone(rng, known):
    return rng.choice(known.houses).phone


def name(rng, known):
    names = rng.choice(known.persons).names
    return f"{names.given_names} {names.family_names}"


def name_turned(rng, known):
    names = rng.choice(known.persons).names
    return f"{names.family_names}, {names.given_names}"


def alias(rng, known):
    return rng.choice([one for one in known.persons if one.names.aliases]).names.aliases


def cpr(rng, known):
    return rng.choice(known.persons).numbers.cpr_number


def alien_number(rng, known):
    return rng.choice(known.persons).numbers.person_id


def passport(rng, known):
    return rng.choice(known.persons).numbers.passport


def phone(rng, known):
    return rng.choice(known.persons).contact.phone


def mail(rng, known):
    return rng.choice(known.persons).contact.email


def home(rng, known):
    return rng.choice(known.persons).contact.address.partition(",")[0]


def ref(rng, known):
    return rng.choice(known.refs)


def plain(_rng, leak):
    return leak


def small(_rng, leak):
    return leak.lower()


def large(_rng, leak):
    return leak.upper()


def spelled_out(_rng, leak):
    for letter, two in zip("æøåÆØÅ", ("ae", "oe", "aa", "Ae", "Oe", "Aa"), strict=True):
        leak = leak.replace(letter, two)
    return leak


def without_accents(_rng, leak):
    return leak.translate(str.maketrans("øØåÅşŞıéãçłŁąśŚźžŽđĐćüÜöÖúñí", "oOaAsSieaclLasSzzZdDcuUoOuni"))


def soft_hyphens(rng, leak):
    at = rng.randrange(1, len(leak))
    return leak[:at] + "\u00ad" + leak[at:]


def zero_width(rng, leak):
    return "".join(sign + (rng.choice("\u200b\u200c\u2060\ufeff") if rng.random() < 0.4 else "") for sign in leak)


def spaced(_rng, leak):
    return " ".join(leak.replace(" ", ""))


def broken(rng, leak):
    at = rng.randrange(2, len(leak) - 1)
    return leak[:at] + ("-\n" if leak[at - 1 : at + 1].isalpha() else "\n") + leak[at:]


LOOK = str.maketrans("aeopcxyAEOPCTHKMB", "аеорсхуАЕОРСТНКМВ")


def other_letters(rng, leak):
    return "".join(sign.translate(LOOK) if rng.random() < 0.5 else sign for sign in leak)


def wide_blanks(rng, leak):
    return leak.replace(" ", rng.choice(["\u00a0", "   ", "\t", "\u2009", ",  "]))


def without_blanks(_rng, leak):
    return leak.replace(" ", "")


SHORT = {
    "vej": "v.", "gade": "g.", "Allé": "Al.", "Plads": "Pl.", "Gammel": "Gl.", "Sankt": "Skt.", "Søndre": "Sdr.",
    "Kongens": "Kgs.",
}  # fmt: skip


def shortened(_rng, leak):
    for end, short in SHORT.items():
        leak = leak.replace(end, short)
    return leak


def with_number(_rng, leak):
    words, _blank, number = leak.partition(",")[0].rpartition(" ")
    return f"{words} nr. {number} A"


def other_signs(rng, leak):
    digits = "".join(filter(str.isalnum, leak))
    sign, step = rng.choice([" ", "-", ".", "/", "\u2013"]), rng.choice([2, 3, 4])
    return sign.join(digits[at : at + step] for at in range(0, len(digits), step))


def wide_digits(_rng, leak):
    return leak.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def ref_signs(_rng, leak):
    return leak.replace("-", "/")


WORDS = (
    plain,
    small,
    large,
    spelled_out,
    without_accents,
    soft_hyphens,
    zero_width,
    spaced,
    broken,
    other_letters,
    wide_blanks,
)
DIGITS = (plain, zero_width, soft_hyphens, other_signs, wide_digits, without_blanks)
KINDS: dict[Writer, tuple[Callable[[Random, str], str], ...]] = {
    address: (*WORDS, shortened, with_number, without_blanks),
    whole_address: (*WORDS, shortened),
    street_and_town: (plain, small, large, spelled_out, zero_width, shortened, other_letters),
    house_name: (*WORDS, without_blanks),
    house_phone: DIGITS,
    name: (*WORDS, without_blanks),
    name_turned: WORDS,
    alias: (*WORDS, without_blanks),
    cpr: DIGITS,
    alien_number: DIGITS,
    passport: (*DIGITS, small),
    phone: DIGITS,
    mail: (plain, large, zero_width),
    home: (*WORDS, with_number),
    ref: (plain, small, ref_signs, zero_width, wide_digits),
}


def planted(rng: Random, known: Register, number: int) -> tuple[str, str, str]:
    """Kind, disguise and the text the leak stands in. Every kind and every disguise has its turn."""
    kind = list(KINDS)[number % len(KINDS)]
    hide = KINDS[kind][number // len(KINDS) % len(KINDS[kind])]
    return kind.__name__, hide.__name__, rng.choice(SENTENCES).format(leak=hide(rng, kind(rng, known)))
