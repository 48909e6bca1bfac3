"""Any script in plain Latin letters, by published tables where the letters alone do not say how a name sounds."""

import re
import unicodedata

from anyascii import anyascii

from cases.matching.thai import as_latin as thai_as_latin


def table(signs: str, letters: str) -> dict[str, str]:
    """One letter after another; an underscore is a sign without a sound."""
    return {sign: said.replace("_", "") for sign, said in zip(signs, letters.split(), strict=True)}


# Resolution 55 of the Cabinet of Ministers of Ukraine (27 January 2010), and BGN/PCGN for the letters of Russian,
# Bulgarian, Serbian and Moldovan that it lacks. Letters with two sounds stay near both: г is told from ґ by its sound
# alone.
CYRILLIC = table(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъђјљњћџўќѓѕӂ",
    "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e io _ dj j lj nj c dz u k g dz g",
)
RUSSIAN_ONLY = re.compile("[ыэёъӂ]")
# ALA-LC and BGN/PCGN for Arabic without its vowel signs: three letters may be a vowel or not, and are marked by the
# script they came from. Persian and Urdu letters stand with it.
ARABIC = table(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةآأإءئؤپچژگکیہھٱ",
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a a a i _ y w p ch zh g k y h h a",
)
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d\u200e\u200f]")
# What Unicode does not take apart, as the countries' own passports write it (ICAO Doc 9303 part 3 section 6), and the
# hooked letters of Hausa as they are written without a hook.
LATIN = {
    "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ß": "ss", "þ": "th", "ı": "i", "ɓ": "b", "ɗ": "d",
    "ƙ": "k", "ƴ": "y", "ŋ": "ng", "ħ": "h", "ʼ": "", "’": "", "‘": "", "ʻ": "", "ʹ": "", "ʺ": "", "ʿ": "", "ʾ": "",
    "`": "", "´": "", "'": "", "ə": "a", "ɛ": "e", "ɔ": "o",
}  # fmt: skip
SCRIPTS = (
    ("thai", re.compile("[\u0e00-\u0e7f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
)
ARTICLE = re.compile("^ال(?=...)")


def script_of(word: str) -> str:
    return next((name for name, sign in SCRIPTS if sign.search(word)), "latin")


def as_latin(word: str) -> str:
    """One word in the letters a to z."""
    word = unicodedata.normalize("NFKC", word).casefold()
    kind = script_of(word)
    if kind == "thai":
        return thai_as_latin(word)
    if kind == "arabic":
        return arabic(word)
    if kind == "cyrillic":
        return cyrillic(word)
    return latin(word)


def latin(word: str) -> str:
    """Marks and tones off; what is left of other scripts as the library writes it."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    bare = "".join(LATIN.get(sign, sign) for sign in bare)
    return re.sub("[^a-z]", "", anyascii(bare).lower())


def cyrillic(word: str) -> str:
    russian = RUSSIAN_ONLY.search(word)
    parts = [("g" if russian and sign == "г" else CYRILLIC.get(sign, latin(sign))) for sign in word]
    return "".join(parts)


def arabic(word: str) -> str:
    bare = ARTICLE.sub("", ARABIC_MARKS.sub("", word))
    letters = "".join(ARABIC.get(sign, latin(sign)) if sign != "ه" else "-" for sign in bare)
    # An h of its own makes no digraph of the letter before it.
    return re.sub("(?<=[cdgkstz])-", "", letters).replace("-", "h")
