"""Thai in Latin letters by the Royal Thai General System of Transcription (Royal Institute, 1999).

Thai writes no blanks and leaves short vowels out, so that a name must be cut into syllables by rule. Where two cuts are
possible the commoner one of names is taken; what that gets wrong is a vowel, and vowels weigh little in a sound.
"""

import re


def table(signs: str, letters: str) -> dict[str, str]:
    return {sign: said.replace("_", "") for sign, said in zip(signs, letters.split(), strict=True)}


INITIAL = table(
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฤ",
    "k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l _ h rue",
)
FINAL = table(
    "กขคฆงจชซญฎฏฐฑฒณดตถทธนบปพฟภมยรลวศษสฬอ", "k k k k ng t t t n t t t t t n t t t t t n p p p p p m i n n o t t t n _"
)
C = "[ก-ฮฤ]"
SILENT = re.compile(f"(ทร|ตร|ดร|{C})[ิุ]?์")
BREAK = "|"
TONES = re.compile("[่้๊๋ๆฯ]")
CLUSTER = "(?:[กขคตปผพ][รลว]|สร|ศร|ทร|ห[งญนมยรลว])"
ONSET = f"(?P<on>{CLUSTER}|{C})"
# The signs round a consonant or a cluster, the longest first, and the vowel they stand for.
VOWELS = [(re.compile(pattern.replace("#", ONSET)), vowel) for pattern, vowel in (
    ("เ#ียะ?", "ia"), ("เ#ือะ?", "uea"), ("#ัวะ?", "ua"), ("เ#าะ", "o"), ("เ#า", "ao"), ("แ#[ะ็]?", "ae"),
    ("โ#ะ?", "o"), ("เ#ิ", "oe"), ("เ#อ(?!ง)", "oe"), ("เ#ย(?![ะัาำิีึืุู])", "oei"), ("เ#[ะ็]?", "e"),
    ("[ไใ]#ย?", "ai"), ("#ำ", "am"), ("#ะ", "a"), ("#ั", "a!"), ("#า", "a"), ("#[ิี]", "i"), ("#ึ", "ue"),
    ("#ือ?", "ue"), ("#[ุู]", "u"), ("#็?อ(?![ะัาำิีึืุู])", "o"), ("#รร(?=" + C + "(?![ะัาำิีึืุู]))", "a!"),
    ("#รร", "an"),
)]  # fmt: skip
BARE = re.compile(f"(?:{C}(?![ะัาำิีึืุู็]|รร))+")
# เ before two consonants that are no cluster: the first has a short a of its own (เจริญ, เกษม, เฉลิม).
PARTED = re.compile(f"เ({C})({C})(ิ|(?={C}$))")


def as_latin(word: str) -> str:
    rest, said, is_open, must_close = bare_of(word), "", False, False
    while rest:
        if found := vowel_at(rest):
            vowel, onset, length = found
            said += onset_of(onset) + vowel.rstrip("!")
            is_open, must_close, rest = vowel not in ("am", "ao", "an"), vowel.endswith("!"), rest[length:]
            continue
        run = bare_run(rest)
        if run:
            ends = rest[len(run) :][:1] in ("", BREAK)
            said += finals(run, is_open=is_open, must_close=must_close, ends=ends)
        rest, is_open = rest[len(run) or 1 :], False
    return re.sub("[^a-z]", "", said)


def bare_of(word: str) -> str:
    """Without tones and silent letters, and the sign for am in one piece again. A silent letter ends its syllable."""
    bare = SILENT.sub(BREAK, TONES.sub("", word.replace("ํา", "ำ"))).replace("ชร", "ช").rstrip(BREAK)
    return PARTED.sub(parted, bare)


def parted(found: re.Match[str]) -> str:
    one, two, vowel = found.groups()
    return found[0] if re.fullmatch(CLUSTER, one + two) else f"{one}ะเ{two}{vowel}"


def vowel_at(rest: str) -> tuple[str, str, int] | None:
    for pattern, vowel in VOWELS:
        if found := pattern.match(rest):
            return vowel, found["on"], found.end()
    return None


def onset_of(onset: str) -> str:
    if onset in ("สร", "ศร", "ทร"):
        return "s"
    if len(onset) == 2 and onset[0] == "ห":
        return INITIAL[onset[1]]
    return "".join(INITIAL.get(sign, "") for sign in onset)


def bare_run(rest: str) -> str:
    """Consonants without a vowel of their own; one that begins a cluster with a vowel does not count."""
    run = ""
    while rest and re.match(C, rest) and not vowel_at(rest):
        run, rest = run + rest[0], rest[1:]
    return run


def finals(run: str, *, is_open: bool, must_close: bool, ends: bool) -> str:
    """A closing consonant where one fits, then syllables of two consonants with the vowel nobody writes."""
    said = ""
    nasal = run.startswith("ญ") and len(run) > 1  # it begins no syllable before another consonant: กาญจนา
    if is_open and (must_close or nasal or len(run) % 2 == 1):
        first, run = run[0], run[1:]
        between = not must_close and not run and not ends and first in "รล"
        said += f"{INITIAL[first]}a" if between else FINAL.get(first, "")
    if len(run) % 2 == 1:
        said, run = said + INITIAL.get(run[0], "") + "a", run[1:]
    pairs = [run[place : place + 2] for place in range(0, len(run), 2)]
    return said + "".join(f"{INITIAL.get(one, '')}o{FINAL.get(two, '')}" for one, two in pairs)
