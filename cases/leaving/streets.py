"""A street's name in one form."""

from cases.leaving.letters import key

# An end of a street's name, and how it is abbreviated.
ENDS = (
    ("vej", "v"),
    ("gade", "g"),
    ("ale", "al"),
    ("plads", "pl"),
    ("boulevard", "blvd"),
    ("strade", "str"),
    ("torv", "tv"),
)
BEGINNINGS = {
    "gl": "gamel", "ndr": "nordre", "sdr": "sondre", "vestre": "vester", "ostre": "oster", "skt": "sankt",
    "sct": "sankt", "st": "sankt", "kgs": "kongens", "dr": "doktor", "h": "hans", "chr": "christian",
}  # fmt: skip


def street_of(words: list[str]) -> str:
    """A street's name in one form, however it is abbreviated."""
    if words and words[0] in BEGINNINGS:
        words = [BEGINNINGS[words[0]], *words[1:]]
    return shortened(key("".join(words)))


def shortened(street: str) -> str:
    for end, short in ENDS:
        if street.endswith(end) and len(street) > len(end) + 2:
            return street.removesuffix(end) + short
    return street
