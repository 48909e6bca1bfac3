"""How a word sounds, as a short text with one sign for each sound, and how far two such texts are from each other.

One set of signs serves all languages, because nobody knows in which a name was once written down: the English, the
French and the Danish ear spell the same Arabic name. What is one sound to one ear and two to another is two signs that
lie near each other (``NEAR``). ``jellyfish`` and its like know English alone.
"""

import re
from functools import lru_cache
from itertools import accumulate

# Letters, the longest first, and the sound they stand for.
# Capitals: C ch, S sh, Z zh, T ts, X kh, G gh, P ph, H th, D dh.
SOUNDS = {
    "shch": "S", "sjtj": "S", "tsch": "C", "tch": "C", "sch": "S", "dzh": "j", "zgh": "zG", "tj": "C", "sj": "S",
    "ch": "C", "cz": "C", "sh": "S", "sz": "S", "zh": "Z", "ts": "T", "tz": "T", "kh": "X", "gh": "G", "ph": "P",
    "th": "H", "dh": "D", "dj": "j", "dz": "j", "ck": "k", "qu": "kw", "x": "x",
    "q": "k", "ou": "u", "oo": "u", "ee": "i", "aa": "a", "uu": "u", "ii": "i",
    "iy": "i", "yi": "i", "yy": "i", "yj": "i", "ey": "ei", "ay": "ai", "oy": "oi", "uy": "ui",
}  # fmt: skip
CUT = re.compile("|".join(sorted(SOUNDS, key=len, reverse=True)) + "|[a-z]")
TWICE = re.compile(r"(.)\1+")
VOWELS = frozenset("aeiou")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """``word`` in the letters a to z; empty where there is none."""
    said = "".join(one_sound(found[0], found.end(), word) for found in CUT.finditer(word))
    said = re.sub("^i(?=[aeou])", "y", re.sub("ij(?![aeiou]|$)|ij(?=[ae]?$)", "i", said))
    return TWICE.sub(r"\1", said)


def one_sound(letters: str, end: int, word: str) -> str:
    after = word[end : end + 1]
    if letters == "c":
        return "c" if after and after in "eiy" else "k"
    if letters == "x":
        return "s" if end == 1 else "ks"
    if letters == "y":
        return "y" if after and after in VOWELS else "i"
    return SOUNDS.get(letters, letters)


# What it costs to hear one sound for another, of 1 for a sound that has nothing to do with it.
NEAR = {
    0.05: "ou vw Gg HD Ht Dd Dz",
    0.1: "PF Pp Pf Xh cs wu Sc cT yi jZ XG",
    0.2: "sS ei Xk bv vf Cj CS CT Ts Hs gh Gh SZ sz kc Cc ji jy Dt gj bp Gr uv dt gk ly Zz uf Xg",
    0.3: "ae jS zj Sx Dj Hd ck Ck XC dz ts xs fw jh",
    0.4: "ao io eo iu ue fb td Tk kj fh pb Ct",
    0.5: "ai",
    0.6: "au mn nl rl sC",
    0.8: "rn",
}  # fmt: skip
COST = {pair: cost for cost, pairs in NEAR.items() for one in pairs.split() for pair in (one, one[::-1])}
# What it costs that a sound is missing.
MISSING = {"a": 0.35, "e": 0.3, "i": 0.3, "o": 0.35, "u": 0.35, "h": 0.25, "y": 0.2, "w": 0.25, "r": 0.8, "n": 0.9}
TURNED = 0.6


LEAST = 0.7  # below it two words have nothing to do with each other


def near(one: str, other: str) -> float:
    """From ``LEAST`` to 1 (the same): how alike two sounding texts are; 0 for everything below."""
    if one == other:
        return 1.0
    short, long = sorted((len(one), len(other)))
    if short == 0:
        return 0.0
    by, most = weight(short) / long, 1 - LEAST
    return max(0.0, 1 - distance(one, other, most / by) * by)


def weight(length: int) -> float:
    """In a short word every sound counts for more: Lan and Loan are two names."""
    return 1 + max(0, 5 - length) * 0.6


def missing(word: str, place: int) -> float:
    """A vowel beside another is the least of sounds; the last one often tells a woman's name from a man's."""
    here = word[place]
    if here == "r" and word[place - 1 : place] == "o" and word[place + 1 : place + 2] == "n":
        return 0.2  # Thai has no such r: it says how the o is spoken
    if here in VOWELS:
        if place == len(word) - 1:
            return 0.3 if here == "e" else 0.15 if word[place - 1 : place] == "i" and here == "i" else 0.75
        if word[place - 1 : place] in VOWELS or word[place + 1] in VOWELS:
            return 0.25 if len(word) < 5 else 0.2
    return MISSING.get(here, 1.0)


# The last vowel: a woman's name and a man's.
LAST = {"ao", "oa", "ae", "ea", "ai", "ia", "au", "ua"}
FAR = 99.0


def distance(one: str, other: str, most: float) -> float:
    """The cheapest way from one to the other: sounds left out, heard for others, or turned round by a typing hand.

    Whatever costs more than ``most`` is ``FAR``, and not worked out.
    """
    gone = missed(other)
    older: list[float] = []
    before, row = [], list(accumulate(gone, initial=0.0))
    cost_of = COST.get
    for at, (sign, left_out) in enumerate(zip(one, missed(one), strict=True)):
        older, before = before, row
        cheapest = before[0] + left_out
        row = [cheapest]
        for to, wanted in enumerate(other):
            instead = before[to] + (0.0 if sign == wanted else cost_of(sign + wanted, 1.0))
            cheapest = min(instead, before[to + 1] + left_out, cheapest + gone[to])
            if at and to and sign == other[to - 1] and wanted == one[at - 1] and sign != wanted:
                cheapest = min(cheapest, older[to - 1] + TURNED)
            row.append(cheapest)
        if min(row) > most:
            return FAR
    if one[-1] + other[-1] in LAST:
        return max(row[-1], before[-2] + 0.75)
    return row[-1]


@lru_cache(maxsize=50_000)
def missed(word: str) -> tuple[float, ...]:
    return tuple(missing(word, place) for place in range(len(word)))


SHORT_VOWELS = str.maketrans("", "", "aeiou")
GLIDES = {"w": "uowv", "y": "iey", "a": "aeiou"}


def near_unvoiced(written: str, voiced: str) -> float:
    """The same where ``written`` comes from Arabic letters, which leave short vowels out: ``voiced`` has them free."""
    if not written or not voiced:
        return 0.0
    solid = max(len(voiced.translate(SHORT_VOWELS)), len(written.translate(SHORT_VOWELS)), 1)
    return max(0.0, 1 - unvoiced_distance(written, voiced) * weight(solid + 1) / (solid + 1))


def unvoiced_distance(written: str, voiced: str) -> float:
    free = [0.04 if sign in VOWELS else MISSING.get(sign, 1.0) for sign in voiced]
    row = list(accumulate(free, initial=0.0))
    for sign in written:
        left_out = 0.3 if sign in GLIDES else MISSING.get(sign, 1.0)
        before, row = row, [row[0] + left_out]
        for to, wanted in enumerate(voiced):
            swap = 0.0 if wanted in GLIDES.get(sign, sign) else COST.get(sign + wanted, 1.0)
            row.append(min(before[to] + swap, before[to + 1] + left_out, row[to] + free[to]))
    return row[-1]
