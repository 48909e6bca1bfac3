"""A name as the words it is compared by: no order, no case, no marks, no titles, and small words counted as small."""

import re
import unicodedata
from dataclasses import dataclass

from cases.matching.scripts import as_latin, script_of
from cases.matching.sounds import sound


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNVOICED = "~"  # before the sound of a word whose script leaves vowels out
TITLES = listed("mr mrs ms miss dr hr fru frk jr sr ii iii alhaji alhaja chief nai nang nangsao")
THAI_TITLES = re.compile("^(?:นางสาว|นาย|นาง|น\\.ส\\.|ด\\.ช\\.|ด\\.ญ\\.|เด็กชาย|เด็กหญิง)(?=..)")
ARTICLES = listed("al el ul il")
ASSIMILATED = re.compile(r"^a(sh|th|dh|[snrtzd])$")
# They tell hardly anybody from anybody else: a middle name half a country has, "son of", "of the".
SMALL = listed("thi van bin ben ibn bint binti de la las los del dela da dos y e und i") | ARTICLES
SHORTENED = {
    "ma": "maria",
    "sta": "santa",
    "sto": "santo",
    "mohd": "mohamed",
    "muhd": "muhamed",
    "md": "mohamed",
    "bin": "ibn",
    "ben": "ibn",
    "bn": "ibn",
}
SERVANT = re.compile(r"^ab[ae]?d(?:[aeiou]{1,2}(?:l|([rnsdtz])(?=\1)|sh(?=sh))|lal(?=.))?-?(?=[a-z]{2})")
SERVANTS = listed("abd abdul abdel abdal abdil abdoul abdool abdu abdou abdur abder abdus abdun abed")


@dataclass(frozen=True)
class Word:
    """One word of a name: its letters, and how it sounds."""

    plain: str
    sound: str

    @property
    def is_unvoiced(self) -> bool:
        return self.sound.startswith(UNVOICED)

    @property
    def is_small(self) -> bool:
        return self.plain in SMALL

    def __str__(self) -> str:
        return f"{self.plain}/{self.sound}"

    @classmethod
    def read(cls, text: str) -> "Word":
        plain, _bar, said = text.partition("/")
        return cls(plain, said)

    @classmethod
    def of(cls, plain: str, *, unvoiced: bool = False) -> "Word":
        return cls(plain, (UNVOICED if unvoiced else "") + sound(plain))


def words(name: str) -> tuple[Word, ...]:
    """The words of one name in the order written."""
    raw = [THAI_TITLES.sub("", part) for part in parts_of(name)]
    pairs = [(as_latin(part), script_of(part) == "arabic") for part in raw]
    pairs = [
        (SHORTENED.get(plain, plain), unvoiced)
        for plain, unvoiced in pairs
        if plain and (unvoiced or plain not in TITLES)
    ]
    found = [Word.of(servant(plain), unvoiced=unvoiced) for plain, unvoiced in joined(without_articles(pairs))]
    return tuple(found)


def parts_of(name: str) -> list[str]:
    whole = unicodedata.normalize("NFKC", name).casefold()
    # Signs that combine are no letters to the pattern, and belong to the letter before them in every script.
    spaced = "".join(
        sign if sign.isalpha() or unicodedata.category(sign).startswith("M") else kept(sign) for sign in whole
    )
    return spaced.split()


def kept(sign: str) -> str:
    return "" if sign in "'’ʼ‘ʻ`´ʹʺʿʾ\u200c\u200d\u200e\u200f.ฯๆ" and sign != "." else " "


def without_articles(pairs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Without the Arabic article, whole or bent to the letter after it, unless nothing else is left."""
    following = [plain for plain, _unvoiced in pairs[1:]] + [""]
    left = [pair for pair, after in zip(pairs, following, strict=False) if not is_article(pair[0], after)]
    return left or pairs


def is_article(plain: str, after: str) -> bool:
    bent = ASSIMILATED.match(plain)
    return plain in ARTICLES or bool(bent and after.startswith(bent[1]))


def joined(pairs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """ "Servant of" belongs to the word after it, however it was parted."""
    found: list[tuple[str, bool]] = []
    for plain, unvoiced in pairs:
        if found and found[-1][0] in SERVANTS:
            found[-1] = (f"abd{plain}", unvoiced)
        else:
            found.append((plain, unvoiced))
    return found


def servant(plain: str) -> str:
    return plain if plain in SERVANTS else SERVANT.sub("abd", plain.replace("abdall", "abdl"))
