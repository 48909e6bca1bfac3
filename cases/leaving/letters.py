"""Letters and number words in the one form they are compared in."""

import unicodedata
from functools import cache

from anyascii import anyascii

from cases.matching.scripts import as_latin

# Letters of other alphabets that look like ours.
CYRILLIC = dict(zip("авсԁеԍһіјкӏмопԛрѕтԝхугнзѵ", "abcdeghijklmonqpstwxyrhzv", strict=False))
CYRILLIC |= {"а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t"}
CYRILLIC |= {
    "у": "y",
    "х": "x",
    "і": "i",
    "ј": "j",
    "ѕ": "s",
    "ԁ": "d",
    "ԛ": "q",
    "ԝ": "w",
    "ѵ": "v",
    "һ": "h",
    "ӏ": "l",
}
GREEK = dict(zip("αβγεηικμνορτυχωζ", "abyenikmvoptuxwz", strict=True))
OTHERS = {
    "æ": "ae",
    "ø": "o",
    "å": "a",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ß": "ss",
    "þ": "th",
    "ı": "i",
    "ə": "e",
}
OTHERS |= {"ɑ": "a", "ɡ": "g", "ɩ": "i", "ʟ": "l", "ɴ": "n", "ʀ": "r", "ꜱ": "s", "ᴀ": "a", "ᴇ": "e", "ᴏ": "o"}
LOOKS = CYRILLIC | GREEK | OTHERS


def is_unseen(sign: str) -> bool:
    """Soft hyphens, joiners and marks of direction stand in a text unseen; accents belong to their letter."""
    return unicodedata.category(sign) in ("Cf", "Mn", "Me") or sign in "\u115f\u1160\u3164\uffa0\u034f"


@cache
def plain_letter(sign: str) -> str:
    whole = unicodedata.normalize("NFKD", sign.casefold())
    bare = "".join(one for one in whole if not unicodedata.combining(one))
    return "".join(LOOKS.get(one, one) for one in bare)


def alike(word: str) -> str:
    """One word by what it looks like: small Latin letters, none of them Danish, none of them double."""
    return key("".join(map(plain_letter, word)))


def in_latin(word: str) -> str:
    """One word by how it sounds, where it is written in another script."""
    return key("".join(filter(str.isalnum, as_latin(word))))


def in_ascii(word: str) -> str:
    """The same by the library's table, which many write by."""
    return key("".join(filter(str.isalnum, anyascii(word).lower())))


def squashed(word: str) -> str:
    """å is aa and a, ø is oe and o, æ is ae and a, y is i in half the passports: all of them one."""
    for two, one in (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("y", "i")):
        word = word.replace(two, one)
    return word


def key(words: str) -> str:
    """Words joined into one, in the form they have where they were written as one."""
    return single(squashed(words))


def single(word: str) -> str:
    """No letter twice in a row: where two words are joined, or a name is spelled with one or two."""
    return "".join(sign for at, sign in enumerate(word) if not at or sign != word[at - 1])


ONES = [
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
    "sytten",
    "atten",
    "nitten",
]
TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}


@cache
def number_words() -> dict[str, str]:
    said = {word: number for number, word in enumerate(ONES) if number}
    said |= {"et": 1} | TENS
    said |= {f"{one}og{ten}": ones + tens for ten, tens in TENS.items() for ones, one in enumerate(ONES[:10]) if ones}
    return {key(word): str(number) for word, number in said.items()}


def as_number(word: str) -> str:
    """Digits of a number below a hundred that is written as a Danish word; else nothing."""
    return number_words().get(word, "")
