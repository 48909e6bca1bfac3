"""Excerpts of published tables: how one name is written in two ways. None of them is a rule of the search.

Each was read where its title says: a publication, or a public repository that carries the publication letter by letter.
``making`` applies them to lists of common names; ``README.md`` says what was compared with what, and when.
"""

import unicodedata


def table(signs, letters):
    return dict(zip(signs, letters.split(), strict=True))


# Ukrainian, the letters а to я in the order of the alphabet.
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
CYRILLIC = {
    "Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010; United Nations E/CONF.101/84": table(
        UKRAINIAN, "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia"
    ),
    "BGN/PCGN 1965 for Ukrainian: interscript/maps maps/bgnpcgn-ukr-Cyrl-Latn-1965.imp": table(
        UKRAINIAN, "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch ’ yu ya"
    ),
    "ALA-LC for Ukrainian, 1997 and 2011: interscript/maps maps/alalc-ukr-Cyrl-Latn-1997.imp": table(
        UKRAINIAN, "a b v h g d e i͡e z͡h z y i ï ĭ k l m n o p r s t u f kh t͡s ch sh shch ʹ i͡u i͡a"
    ),
    "ISO 9:1995: dchaplinsky/translit-ua translitua/translit.py, UkrainianISO9": table(
        UKRAINIAN, "a b v g g̀ d e ê ž z i ì ï j k l m n o p r s t u f h c č š ŝ ′ û â"
    ),
    "Scholarly system: dchaplinsky/translit-ua translitua/translit.py, UkrainianWWS": table(
        UKRAINIAN, "a b v h g d e je ž z y i ji j k l m n o p r s t u f x c č š šč ʹ ju ja"
    ),
    "German transcription: dchaplinsky/translit-ua translitua/translit.py, UkrainianGerman": table(
        UKRAINIAN, "a b w h g d e je sh s y i ji j k l m n o p r s t u f ch z tsch sch schtsch _ ju ja"
    ),
    "French transcription: dchaplinsky/translit-ua translitua/translit.py, UkrainianFrench": table(
        UKRAINIAN, "a b v h g d e ie j z y i ï y k l m n o p r s t ou f kh ts tch ch chtch _ iou ia"
    ),
    "Passport rules of 2007: dchaplinsky/translit-ua translitua/translit.py, UkrainianPassport2007": table(
        UKRAINIAN, "a b v g g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia"
    ),
}
# Resolution 55 writes five letters otherwise where a word begins with them.
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
OFFICIAL = next(iter(CYRILLIC))

# Arabic as it is voiced, in Buckwalter's letters: long A U I, p the final ta marbuta, Y a final alif maqsura.
BUCKWALTER = "'}btvjHxd*rzs$SDTZEgfqklmnhwyauiAUIpY"
ARABIC_SIGNS = table(BUCKWALTER[:29], "ء ئ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي")
VOICED = {
    "ALA-LC 1997 for Arabic: interscript/maps maps/alalc-ara-Arab-Latn-1997.imp": table(
        BUCKWALTER, "’ ’ b t th j ḥ kh d dh r z s sh ṣ ḍ ṭ ẓ ‘ gh f q k l m n h w y a u i ā ū ī h á"
    ),
    "BGN/PCGN 1956 for Arabic: unicode-org/cldr common/transforms/Arabic-Latin-BGN.xml": table(
        BUCKWALTER, "’ ’ b t th j ḩ kh d dh r z s sh ş ḑ ţ z̧ ‘ gh f q k l m n h w y a u i ā ū ī h á"
    ),
    "United Nations 2017 for Arabic: interscript/maps maps/un-ara-Arab-Latn-2017.imp": table(
        BUCKWALTER, "’ ’ b t th j ẖ kh d dh r z s sh s̱ ḏ ṯ d͟h ‘ gh f q k l m n h w y a u i ā ū ī h á"
    ),
    "ISO 233:1984: interscript/maps maps/iso-ara-Arab-Latn-233-1984.imp": table(
        BUCKWALTER, "’ ’ b t ṯ ǧ ḥ ẖ d ḏ r z s š ṣ ḍ ṭ ẓ ‘ ġ f q k l m n h w y a u i a’ uw iy ẗ ỳ"
    ),
}

# Thai syllable by syllable: a beginning, a vowel, an end.
RTGS = "Royal Thai General System, 1999: PyThaiNLP/pythainlp pythainlp/transliterate/royin.py; E/CONF.94/INF.41"
RTGS_1968 = (
    "Royal Institute, 1968 (u for ue, ua for uea): Journal of the Royal Institute of Thailand 31(3), 2006, 836-838"
)
THAI_FIRST = table(
    "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอณฐ",
    "k kh kh ng ch ch ch s y d t th th th n b p ph f ph f ph m y r l w s s s h _ n th",
)
THAI_LAST = table("กขคงจชซญดตถทธนบปพฟภมยรลวศษสณฐฒ", "k k k ng t t t n t t t t t n p p p p p m i n n o t t t n t t")
THAI_VOWELS = {  # the sign of the list: 1999, 1968; length is not written
    "a": ("a", "a"), "ā": ("a", "a"), "i": ("i", "i"), "ī": ("i", "i"), "u": ("u", "u"), "ū": ("u", "u"),
    "e": ("e", "e"), "ae": ("ae", "ae"), "o": ("o", "o"), "ō": ("o", "o"), "ǭ": ("o", "o"), "oe": ("oe", "oe"),
    "ia": ("ia", "ia"), "uea": ("uea", "ua"), "ua": ("ua", "ua"), "ue": ("ue", "u"), "ai": ("ai", "ai"),
    "am": ("am", "am"),
}  # fmt: skip

# Romanian in the Cyrillic of Moldova until 1989. The Latin letter before e and i, before a, and elsewhere.
MOLDOVAN_SOURCE = (
    "BGN/PCGN 2002, Table of Correspondences for Moldovan: interscript/maps maps/bgnpcgn-ron-Cyrl-Latn-2002.imp"
)
MOLDOVAN = table(
    "абвгдежзийклмнопрстуфхцшыэюь", "a b v g d e j z i i c l m n o p r s t u f h ț ș î ă iu i"
)  # fmt: skip
SOFTENED = {"г": ("gh", "g", "g"), "к": ("ch", "c", "c"), "ч": ("c", "ce", "ci"), "ӂ": ("g", "ge", "gi")}

# Filipino: names once spelled the Spanish way in the letters of the abakada.
ABAKADA_SOURCE = "Abakada of Lope K. Santos: twiki.owiki.org Filipino_orthography; en.academic.ru enwiki/199553"
ABAKADA = [("ch", "ts"), ("qu", "k"), ("ñ", "ny"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("f", "p"), ("j", "h")]

PLAIN = "unicode-org/cldr common/transforms/Latin-ASCII.xml"
# What that table names one by one; all other marks it takes off after the canonical decomposition.
NAMED = str.maketrans("đĐɓƁɗƊƙƘƴƳ", "dDbBdDkKyY")


def bare(text):
    """As the table ``PLAIN`` writes it."""
    apart = unicodedata.normalize("NFD", text.translate(NAMED))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def by_letters(word, letters):
    return "".join(letters.get(sign, "" if sign == "’" else sign) for sign in word).replace("_", "")


def official(word):
    """Resolution 55, with its own letters at the beginning of a word."""
    lower = word.lower().replace("зг", "zgh")
    first = FIRST.get(lower[0], by_letters(lower[0], CYRILLIC[OFFICIAL]))
    return first + by_letters(lower[1:], CYRILLIC[OFFICIAL])


def replaced(word, pairs):
    """The first match at each place."""
    said, place = "", 0
    while place < len(word):
        old, new = next(((a, b) for a, b in pairs if word.startswith(a, place)), (word[place], word[place]))
        said, place = said + new, place + len(old)
    return said


def moldovan(word):
    said, rest = "", word.lower()
    for place, sign in enumerate(rest):
        before, after = rest[place - 1 : place], rest[place + 1 : place + 2]
        if sign in SOFTENED:
            soft, before_a, hard = SOFTENED[sign]
            said += soft if after and after in "еийюя" and (sign in "гк" or after != "я") else hard
            said = said[: -len(hard)] + before_a if after == "а" and sign in "чӂ" else said
        elif sign == "я":
            said += "a" if before == "и" else "ea" if before and before not in "аоуыэюя" else "ia"
        else:
            said += MOLDOVAN[sign]
    return said


def voiced(name, system):
    """A name in Buckwalter's letters, F for a doubled one."""
    letters = VOICED[system]
    return "".join(letters[sign] for sign in doubled(name))


def doubled(name):
    return "".join(name[place - 1] if sign == "F" else sign for place, sign in enumerate(name))


LONG = {"A": "ا", "U": "و", "I": "ي", "p": "ة", "Y": "ى"}


def unvoiced(name):
    """The same in Arabic letters as it is written every day, without the signs of short vowels."""
    start = "ا" if name[0] in "aui" else ""
    body = name[1:] if start else name
    return start + "".join(LONG.get(sign, ARABIC_SIGNS.get(sign, "" if sign in "auiF" else sign)) for sign in body)


def thai_syllable(syllable, system):
    first, vowel, last = syllable
    begin = "".join(THAI_FIRST[sign] for sign in first).replace("_", "")
    return begin + THAI_VOWELS[vowel][system] + "".join(THAI_LAST[sign] for sign in last)
