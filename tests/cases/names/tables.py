"""Excerpts of published tables: how one name is written in two ways. None of them is a rule of the search.

Each table stands with where it is published. ``making`` applies them to lists of common names.
"""

import unicodedata


def table(signs, letters):
    return dict(zip(signs, letters.split(), strict=True))


# Ukrainian, the letters а to я in the order of the alphabet.
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
CYRILLIC = {
    "Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010": table(
        UKRAINIAN, "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia"
    ),
    "BGN/PCGN 1965 system for Ukrainian": table(
        UKRAINIAN, "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch _ yu ya"
    ),
    "ALA-LC romanization table for Ukrainian (2011)": table(
        UKRAINIAN, "a b v h g d e i͡e z͡h z y i ï ĭ k l m n o p r s t u f kh t͡s ch sh shch ʹ i͡u i͡a"
    ),
    "ISO 9:1995": table(UKRAINIAN, "a b v g g̀ d e ê ž z i ì ï j k l m n o p r s t u f h c č š ŝ ʹ û â"),
    "ISO/R 9:1968, Ukrainian": table(
        UKRAINIAN, "a b v h g d e je ž z y i ji j k l m n o p r s t u f ch c č š šč ʹ ju ja"
    ),
    "Duden, Transkription des ukrainischen Alphabets": table(
        UKRAINIAN, "a b w h g d e je sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch _ ju ja"
    ),
    "IGN, Translittération des alphabets cyrilliques (ukrainien)": table(
        UKRAINIAN, "a b v h g d e ie j z y i ï ï k l m n o p r s t ou f kh ts tch ch chtch _ iou ia"
    ),
}
# Resolution 55 writes five letters otherwise where a word begins with them.
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
OFFICIAL = next(iter(CYRILLIC))

# Arabic as it is voiced, in Buckwalter's transliteration: consonants, short a u i, long A w y, F the doubling.
BUCKWALTER = "'btvjHxd*rzs$SDTZEgfqklmnhwy"
ARABIC_SIGNS = table(BUCKWALTER, "ء ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي")
VOICED = {
    "ALA-LC romanization table for Arabic (2012)": table(
        BUCKWALTER + "auiAUI", "ʼ b t th j ḥ kh d dh r z s sh ṣ ḍ ṭ ẓ ʻ gh f q k l m n h w y a u i ā ū ī"
    ),
    "BGN/PCGN 1956 system for Arabic": table(
        BUCKWALTER + "auiAUI", "’ b t th j ḩ kh d dh r z s sh ş ḑ ţ z̧ ‘ gh f q k l m n h w y a u i ā ū ī"
    ),
    "DIN 31635:2011": table(
        BUCKWALTER + "auiAUI", "ʾ b t ṯ ǧ ḥ ḫ d ḏ r z s š ṣ ḍ ṭ ẓ ʿ ġ f q k l m n h w y a u i ā ū ī"
    ),
    "UN system variant B for Arabic (IGN 1973)": table(
        BUCKWALTER + "auiAUI", "_ b t th dj h kh d dh r z s ch s d t z _ gh f q k l m n h w y a ou i â oû î"
    ),
    "ISO 233-2:1993": table(
        BUCKWALTER + "auiAUI", "ˈ b t ṯ ǧ ḥ ẖ d ḏ r z s š ṣ ḍ ṭ ẓ ʿ ġ f q k l m n h w y a u i ā ū ī"
    ),
}

# Thai syllable by syllable: a beginning, a vowel, an end (Royal Institute 1999; ALA-LC 2011; ISO 11940-2:2007).
THAI_FIRST = table(
    "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอณฐ",
    "k kh kh ng ch ch ch s y d t th th th n b p ph f ph f ph m y r l w s s s h _ n th",
)
THAI_LAST = table("กขคงจชซญดตถทธนบปพฟภมยรลวศษสณฐฒ", "k k k ng t t t n t t t t t n p p p p p m i n n o t t t n t t")
THAI_VOWELS = {  # sign: RTGS, ALA-LC, ISO 11940-2
    "a": ("a", "a", "a"), "ā": ("a", "ā", "a"), "i": ("i", "i", "i"), "ī": ("i", "ī", "i"), "u": ("u", "u", "u"),
    "ū": ("u", "ū", "u"), "e": ("e", "ē", "e"), "ae": ("ae", "ǣ", "ae"), "o": ("o", "o", "o"), "ō": ("o", "ō", "o"),
    "ǭ": ("o", "ǭ", "o"), "oe": ("oe", "œ̄", "oe"), "ia": ("ia", "īa", "ia"), "uea": ("uea", "ư̄a", "uea"),
    "ua": ("ua", "ūa", "ua"), "ue": ("ue", "ư̄", "ue"), "ai": ("ai", "ai", "ai"), "am": ("am", "am", "am"),
}  # fmt: skip
THAI = {
    "Royal Thai General System of Transcription (Royal Institute, 1999)": 0,
    "ALA-LC romanization table for Thai (2011)": 1,
    "ISO 11940-2:2007": 2,
}
# Romanian: the alphabet of the Moldavian republic of 1967, by the letters of the Latin one (law of 31 August 1989).
MOLDOVAN = [
    ("che", "ке"), ("chi", "ки"), ("ghe", "ге"), ("ghi", "ги"), ("cea", "ча"), ("cio", "чо"), ("ciu", "чу"),
    ("cia", "ча"), ("gea", "ӂа"), ("geo", "ӂо"), ("giu", "ӂу"), ("gio", "ӂо"), ("ce", "че"), ("ci", "чи"),
    ("ge", "ӂе"), ("gi", "ӂи"), ("ia", "я"), ("iu", "ю"), ("ea", "я"),
    *table("aăâbcdefghiîjklmnopqrsștțuvwxyz", "а э ы б к д е ф г х и ы ж к л м н о п к р с ш т ц у в в кс и з").items(),
]  # fmt: skip

# Filipino: the twenty letters of the Balarila (Lope K. Santos, 1940) for names once spelled the Spanish way.
ABAKADA = [
    ("ch", "ts"), ("ll", "ly"), ("ñ", "ny"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("ge", "he"), ("gi", "hi"),
    ("c", "k"), ("f", "p"), ("j", "h"), ("v", "b"), ("z", "s"), ("x", "ks"),
]  # fmt: skip


def bare(text):
    """Without what Unicode takes apart (NFD), and đ as ICAO Doc 9303 part 3 section 6 writes it."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def by_letters(word, letters):
    return "".join(letters.get(sign, "" if sign == "’" else sign) for sign in word).replace("_", "")


def official(word):
    """Resolution 55, with its own letters at the beginning of a word."""
    lower = word.lower().replace("зг", "згх").replace("згх", "zgh") if "зг" in word.lower() else word.lower()
    first = FIRST.get(lower[0], by_letters(lower[0], CYRILLIC[OFFICIAL]))
    return first + by_letters(lower[1:], CYRILLIC[OFFICIAL])


def replaced(word, pairs):
    """The longest match at each place."""
    said, place = "", 0
    while place < len(word):
        old, new = next(((a, b) for a, b in pairs if word.startswith(a, place)), (word[place], word[place]))
        said, place = said + new, place + len(old)
    return said


def voiced(name, system):
    """A name in Buckwalter's letters, F for a doubled one; A, U, I are long."""
    letters = VOICED[system]
    return "".join(letters.get(sign, sign) for sign in doubled(name)).replace("_", "")


def doubled(name):
    return "".join(name[place - 1] if sign == "F" else sign for place, sign in enumerate(name))


LONG = {"A": "ا", "U": "و", "I": "ي", "p": "ة", "Y": "ى"}


def unvoiced(name):
    """The same in Arabic letters as it is written every day, without the signs of short vowels."""
    start = "ا" if name[0] in "aui" else ""
    body = name[1:] if start and name[0] in "aui" else name
    return start + "".join(LONG.get(sign, ARABIC_SIGNS.get(sign, "" if sign in "auiF" else sign)) for sign in body)


def thai_syllable(syllable, system):
    first, vowel, last = syllable
    begin = "".join(THAI_FIRST[sign] for sign in first).replace("_", "")
    if system == 1:
        begin = begin.replace("ch", "čh") if first in ("จ",) else begin
    if system == 2 and first == "จ":
        begin = "c"
    return begin + THAI_VOWELS[vowel][system] + "".join(THAI_LAST[sign] for sign in last)
