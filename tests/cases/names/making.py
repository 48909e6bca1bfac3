"""Writes ``pairs.csv`` and ``non_pairs.csv`` beside it: ``python -m tests.cases.names.making``.

The order is by chance but always the same, so that every second row of a language can be held out.
"""

import csv
import random
from itertools import combinations
from pathlib import Path

from tests.cases.names import lists
from tests.cases.names.tables import (
    ABAKADA,
    CYRILLIC,
    MOLDOVAN,
    OFFICIAL,
    THAI,
    VOICED,
    bare,
    by_letters,
    official,
    replaced,
    thai_syllable,
    unvoiced,
    voiced,
)

HERE = Path(__file__).parent
UNICODE = "Unicode Standard, canonical decomposition (NFD); ICAO Doc 9303 part 3 section 6"
chance = random.Random(2026)


def written(text):
    return [" ".join(one.split()) for one in text.split(";")]


def title(name):
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def ukrainian():
    systems = list(CYRILLIC)[1:]
    for place, given in enumerate(lists.UKRAINIAN_GIVEN * 2):
        family = lists.UKRAINIAN_FAMILY[(place * 5 + place // 36) % len(lists.UKRAINIAN_FAMILY)]
        passport = title(f"{official(given)} {official(family)}")
        yield "uk", f"{given} {family}", passport, OFFICIAL
        system = systems[place % len(systems)]
        other = title(" ".join(by_letters(word.lower(), CYRILLIC[system]) for word in (given, family)))
        yield "uk", passport, other, system


def arabic():
    systems = list(VOICED)
    for place, given in enumerate(lists.ARABIC_GIVEN):
        family = lists.ARABIC_FAMILY[place % len(lists.ARABIC_FAMILY)]
        one, other = systems[place % len(systems)], systems[(place + 1 + place // 5) % len(systems)]
        said = {system: title(f"{romanised(given, system)} {romanised(family, system)}") for system in systems}
        yield "ar", f"{unvoiced(given)} {unvoiced(family)}", said[one], one
        if said[one] != said[other]:
            yield "ar", said[one], said[other], f"{one}; {other}"
        plain = bare(said["UN system variant B for Arabic (IGN 1973)"])
        if plain != bare(said[one]):
            signless = bare(said[one]).translate(str.maketrans("", "", "ʼʻ‘’ʾʿˈ"))
            yield "ar", signless, plain, f"{one}; UN variant B; {UNICODE}"


def romanised(name, system):
    """A final ta marbuta is written a; a final alif maqsura as a long a."""
    return voiced(name.replace("ap", "a").replace("aY", "A"), system)


def thai():
    for place, (given, syllables) in enumerate(lists.THAI_GIVEN.items()):
        families = list(lists.THAI_FAMILY.items())
        family, rest = families[place % len(families)]
        said = {name: title(f"{spoken(syllables, system)} {spoken(rest, system)}") for name, system in THAI.items()}
        rtgs, ala, iso = THAI
        yield "th", f"{given} {family}", said[rtgs], rtgs
        yield "th", said[rtgs], said[ala], ala
        if said[iso] != said[rtgs]:
            yield "th", said[rtgs], said[iso], iso


def spoken(syllables, system):
    return "".join(thai_syllable(one.split("."), system) for one in syllables.split())


def vietnamese():
    for name in written(lists.VIETNAMESE):
        yield "vi", name, bare(name), UNICODE
        family, *_middle, given = name.split()
        yield "vi", name, bare(f"{given} {family}".upper()), "ICAO Doc 9303 part 3, names in the machine readable zone"
    for name in written(lists.VIETNAMESE_Y):
        other = name.replace("ý", "í").replace("ỳ", "ì").replace("ỹ", "ĩ").replace("y", "i").replace("Qí", "Quí")
        yield "vi", name, other, "Bộ Giáo dục, Quyết định 240/QĐ, 5 March 1984 (i and y)"


def nigerian():
    for name in written(lists.YORUBA) + written(lists.IGBO) + written(lists.HAUSA):
        plain = bare(name).translate(str.maketrans("ɗɓƙƴƊƁƘƳ", "dbkyDBKY")).replace("’", "")
        source = "Hausa Boko letters in ASCII (ISO/IEC 646)" if name in written(lists.HAUSA) else UNICODE
        yield "ng", name, plain, source
        swapped = " ".join(reversed(plain.split()))
        yield "ng", name, swapped.upper(), f"{source}; ICAO Doc 9303 part 3, family name first"
        if "ṣ" in name.lower():
            sh = bare(name.replace("Ṣ", "Sh").replace("ṣ", "sh"))
            yield "ng", plain, sh, "Yoruba Orthography Committee 1974: ṣ for the earlier sh"


def romanian():
    for name in written(lists.ROMANIAN):
        yield "ro", name, bare(name), UNICODE
        cedilla = name.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
        reform = inside(name)
        if reform != name:
            yield "ro", name, reform, "Academia Română, hotărârea din 17 februarie 1993 (â, î)"
            yield "ro", bare(name), bare(reform), f"Academia Română 1993; {UNICODE}"
        elif cedilla != name:
            yield "ro", name, cedilla, "ISO 8859-2 (cedilla) and ISO 8859-16 (comma)"
        cyrillic = title(" ".join(replaced(word, MOLDOVAN) for word in name.lower().replace("-", " ").split()))
        yield "ro", name, cyrillic, "Moldovan alphabet of 1967; law 3465 of 31 August 1989"


def inside(name):
    """â and î changed places within words in 1953 and again in 1993."""
    return " ".join(word[0] + word[1:].translate(str.maketrans("âî", "îâ")) for word in name.split())


def filipino():
    for name in written(lists.FILIPINO):
        whole = name.replace("Ma.", "Maria")
        old = title(replaced(whole.lower(), ABAKADA))
        if old != whole:
            yield "fil", whole, old, "Balarila ng Wikang Pambansa (Lope K. Santos, 1940), abakada"
        if bare(whole) != whole:
            yield "fil", whole, bare(whole), UNICODE
        if "Maria" in whole:
            yield "fil", whole, whole.replace("Maria", "Ma."), "Philippine Statistics Authority, abbreviation of Maria"
        first, *_middle, last = whole.split()
        joined = whole.replace("Dela Cruz", "De la Cruz") if "Dela" in whole else f"{last.upper()}, {first}"
        yield "fil", whole, joined, "Philippine Statistics Authority, certificate of live birth: last name first"


def non_pairs():
    for language, (groups, families) in lists.LOOK_ALIKE.items():
        found = [*by_given(groups, families.split(";")), *by_family(groups, families.split(";"))]
        chance.shuffle(found)
        for one, other, kind in found[:64]:
            yield language, *said(language, one, other), kind


def by_given(groups, families):
    for place, group in enumerate(groups.split(";")):
        for number, (one, other) in enumerate(combinations(group.split(), 2)):
            for more in (0, 3, 4, 7):
                family = families[(place + number + more) % len(families)]
                yield (one, family), (other, family), "given name"


def by_family(groups, families):
    givens = [name for group in groups.split(";") for name in group.split()]
    near = [pair for pair in combinations(families, 2) if pair[0][0] == pair[1][0]]
    for place, (one, other) in enumerate(near * 2):
        given = givens[place % len(givens)]
        yield (given, one), (given, other), "family name"


def said(language, one, other):
    """The family name first where that is the custom."""
    turned = [(family, given) if language == "vi" else (given, family) for given, family in (one, other)]
    names = [" ".join(name) for name in turned]
    if language == "uk":
        names = [title(" ".join(official(word.replace("’", "")) for word in name.split())) for name in names]
    return names


def pairs():
    for language in (vietnamese, nigerian, romanian, thai, arabic, filipino, ukrainian):
        rows = list(dict.fromkeys(row for row in language() if row[1] != row[2]))
        chance.shuffle(rows)
        yield from rows[:80]


def write(name, head, rows):
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


if __name__ == "__main__":
    write("pairs.csv", ("language", "written", "variant", "source"), pairs())
    write("non_pairs.csv", ("language", "one", "other", "kind"), non_pairs())
