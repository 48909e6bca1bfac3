"""Writes ``pairs.csv`` and ``non_pairs.csv`` beside it: ``python -m tests.cases.names.making``.

The order is by chance but always the same, so that every second row of a language can be held out.
"""

import csv
import random
from itertools import combinations
from pathlib import Path

from tests.cases.names import lists, spellings
from tests.cases.names.tables import (
    ABAKADA,
    ABAKADA_SOURCE,
    CYRILLIC,
    MOLDOVAN_SOURCE,
    OFFICIAL,
    PLAIN,
    RTGS,
    RTGS_1968,
    VOICED,
    bare,
    by_letters,
    moldovan,
    official,
    replaced,
    thai_syllable,
    unvoiced,
    voiced,
)

HERE = Path(__file__).parent
REVERSED = "studylib.net/doc/18228385, Vietnamese Naming Conventions: the order may be reversed in English"
I_FOR_Y = "chuyenly.edu.vn/cach-dung-chu-i-va-y, Quyết định 240: i after h, k, l, m, s, t at the end of a syllable"
PASSPORT = "Passport Name Standards, the primary identifier first: maturebelongnetbook.pages.dev/478402.html"
LAST_FIRST = "respicio.ph, Proper placement of suffixes in names: Last Name: Dela Cruz, First Name: Juan"
SPELLING_1993 = "academiaromana.ro, Grafia limbii române: Hotărârea din 17 februarie 1993 (â, î)"
COMMA = "ș ț beside ş ţ: interscript/maps maps/bgnpcgn-ron-Cyrl-Latn-2002.imp, note 4"
MARIA = "jpfenix.wordpress.com 2018/02/24, The inconvenient truth of Ma. and Maria"
PARTICLES = "respicio.ph, Proper way to format middle initials for compound surnames: De la Cruz, Dela Peña"
chance = random.Random(2026)


def written(text):
    return [" ".join(one.split()) for one in text.split(";")]


def title(name):
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def together(givens, families, step=1):
    """Each given name with a family name, word by word in both ways of writing."""
    for place, (given, other_given) in enumerate(givens):
        family, other_family = families[(place * step) % len(families)]
        yield f"{given} {family}", f"{other_given} {other_family}"


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
        said = {system: title(f"{voiced(given, system)} {voiced(family, system)}") for system in systems}
        yield "ar", f"{unvoiced(given)} {unvoiced(family)}", said[one], one
        if said[one] != said[other]:
            yield "ar", said[one], said[other], f"{one}; {other}"
    for name, english in together(spellings.ARABIC_GIVEN, spellings.ARABIC_FAMILY):
        yield "ar", name, english, spellings.GOOGLE
    for place, variant in enumerate(spellings.MUHAMMAD):
        family = spellings.ARABIC_FAMILY[place * 4][1]
        yield "ar", f"Muhammad {family}", f"{variant} {family}", spellings.MUHAMMAD_SOURCE
    for one, other in combinations(spellings.GHAMDI, 2):
        yield "ar", one, other, spellings.GHAMDI_SOURCE


def thai():
    families = list(lists.THAI_FAMILY.items())
    for place, (given, syllables) in enumerate(lists.THAI_GIVEN.items()):
        family, rest = families[place % len(families)]
        new, old = (title(f"{spoken(syllables, system)} {spoken(rest, system)}") for system in (0, 1))
        yield "th", f"{given} {family}", new, RTGS
        if new != old:
            yield "th", new, old, RTGS_1968
        family, rest = families[(place * 3 + 5) % len(families)]
        yield "th", f"{given} {family}", title(f"{spoken(syllables, 0)} {spoken(rest, 0)}"), RTGS
    for step in (1, 2):
        for name, latin in together(spellings.CABINET_GIVEN, spellings.CABINET_FAMILY, step):
            yield "th", name, latin, spellings.CABINET_SOURCE
    own = dict(spellings.BEARER)
    for _thai, latin in together(spellings.CABINET_GIVEN, spellings.CABINET_FAMILY[:1]):
        variant = " ".join(own.get(word, word) for word in latin.split())
        yield "th", latin, variant, spellings.CABINET_SOURCE


def spoken(syllables, system):
    return "".join(thai_syllable(one.split("."), system) for one in syllables.split())


def vietnamese():
    for name in written(lists.VIETNAMESE):
        yield "vi", name, bare(name), PLAIN
        family, *middle, given = name.split()
        yield "vi", name, bare(" ".join([given, *middle, family])), f"{REVERSED}; {PLAIN}"
        yield "vi", name, bare(f"{given} {family}".upper()), f"{REVERSED}; {PLAIN}"
    for name in written(lists.VIETNAMESE_Y):
        yield (
            "vi",
            name,
            " ".join(replaced(word, I_ENDING) if word[-1] in "yýỳỷỹỵ" else word for word in name.split()),
            I_FOR_Y,
        )


I_ENDING = list(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))


def nigerian():
    for name in written(lists.YORUBA) + written(lists.IGBO) + written(lists.HAUSA):
        plain = bare(name).replace("’", "")
        yield "ng", name, plain, PLAIN
        yield "ng", name, " ".join(reversed(plain.split())).upper(), f"{PASSPORT}; {PLAIN}"
    for place, (own, english) in enumerate(spellings.IGBO):
        given = spellings.IGBO_GIVEN[place % len(spellings.IGBO_GIVEN)]
        yield "ng", f"{given} {own}", f"{given} {english}", spellings.IGBO_SOURCE
    for source, pairs_of, family in (
        (spellings.YORUBA_SOURCE, spellings.YORUBA, "Adeyemi"),
        (spellings.SHOLA_SOURCE, spellings.SHOLA, "Bankole"),
        (spellings.HAUSA_SOURCE, spellings.HAUSA, "Halima"),
    ):
        for one, other in pairs_of:
            yield "ng", f"{one} {family}", f"{other} {family}", source


def romanian():
    for name in written(lists.ROMANIAN):
        yield "ro", name, bare(name), PLAIN
        cedilla = name.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
        reform = inside(name)
        if reform != name:
            yield "ro", name, reform, SPELLING_1993
            yield "ro", bare(name), bare(reform), f"{SPELLING_1993}; {PLAIN}"
        elif cedilla != name:
            yield "ro", name, cedilla, COMMA
    for place, given in enumerate(lists.MOLDOVAN_GIVEN):
        family = lists.MOLDOVAN_FAMILY[place % len(lists.MOLDOVAN_FAMILY)]
        latin = title(f"{moldovan(given)} {moldovan(family)}")
        yield "ro", f"{given} {family}", latin, MOLDOVAN_SOURCE
        yield "ro", f"{given} {family}", bare(latin), f"{MOLDOVAN_SOURCE}; {PLAIN}"


def inside(name):
    """î within words until 1993, â since."""
    return " ".join(word[0] + word[1:].translate(str.maketrans("âî", "îâ")) for word in name.split())


def filipino():
    for name in written(lists.FILIPINO):
        whole = name.replace("Ma.", "Maria")
        old = title(replaced(whole.lower(), ABAKADA))
        if old != whole:
            yield "fil", whole, old, ABAKADA_SOURCE
        if bare(whole) != whole:
            yield "fil", whole, bare(whole), PLAIN
        if "Maria" in whole:
            yield "fil", whole, whole.replace("Maria", "Ma."), MARIA
        if " De" in whole:
            yield "fil", whole, whole.replace(" Dela ", " de la ").replace(" Delos ", " de los "), PARTICLES
        first, *middle, last = whole.split()
        particle = [word for word in middle if word in ("Dela", "Delos")]
        yield "fil", whole, f"{' '.join([*particle, last]).upper()}, {first}", LAST_FIRST
    for place, given in enumerate(spellings.FILIPINO_GIVEN):
        for source, pairs_of in (
            (spellings.CATALOGUE_SOURCE, spellings.CATALOGUE),
            (spellings.OLD_Y_SOURCE, spellings.OLD_Y),
        ):
            one, other = pairs_of[place % len(pairs_of)]
            yield "fil", f"{given} {one}", f"{given} {other}", source


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
        rows = list({row[1:3]: row for row in language() if row[1] != row[2]}.values())
        chance.shuffle(rows)
        yield from rows[:80]


def write(name, head, rows):
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


if __name__ == "__main__":
    write("pairs.csv", ("language", "written", "variant", "source"), pairs())
    write("non_pairs.csv", ("language", "one", "other", "kind"), non_pairs())
