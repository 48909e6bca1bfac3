"""Whether a safety note speaks of where a house lies. A word too many only makes somebody look."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

WORD = re.compile(r"\w{3,}")
# What half of all houses are called, and what stands in every note.
SAYS_NOTHING = """
krisecenter krisecentret center centret botilbud bostedet herberg herberget asylcenter børnecenter opholdsstedet
kvindecenter kvindecentret mandekrisecentret international reden røde kors hele byen region regionen kommune kommunen
gade vej allé plads station området omkring nær ved tæt ikke ingen personen må bor ses været være hos hans hendes der
det den som med for fra til syd nord øst vest dansk danmark hus huset
"""
# A note names towns, a house its region. The greatest towns of each (Danmarks Statistik, by1).
TOWNS = {
    "hovedstaden": "københavn storkøbenhavn frederiksberg amager hillerød helsingør bornholm",
    "sjaelland": "sjælland roskilde køge næstved slagelse holbæk ringsted",
    "syddanmark": "odense esbjerg kolding vejle fredericia sønderborg haderslev aabenraa fyn sønderjylland jylland",
    "midtjylland": "århus randers herning viborg horsens silkeborg holstebro jylland østjylland vestjylland",
    "nordjylland": "ålborg hjørring frederikshavn thisted jylland",
}


@dataclass(frozen=True)
class Dangers:
    """What a safety note says of a house: words that name it, and whether it speaks of where the house really lies."""

    words: tuple[str, ...] = ()
    lies_there: bool = False

    def __bool__(self) -> bool:
        return bool(self.words) or self.lies_there


def words_of(text: str) -> set[str]:
    """The words of a text that may say where something is: small letters, aa as å, no genitive."""
    return {plain(word) for word in WORD.findall(text)} - {plain(word) for word in SAYS_NOTHING.split()}


def plain(word: str) -> str:
    small = word.casefold().replace("aa", "å")
    return small.removesuffix("s") if len(small) > 4 else small


def dangers_at(avoid: str, *, house: Iterable[str], region: str) -> list[str]:
    """The words of ``avoid`` that also say where a house is, as they stand there."""
    here = set().union(*(words_of(text) for text in house), words_of(TOWNS.get(region, "")))
    named = words_of(avoid) & here
    return list(dict.fromkeys(word for word in WORD.findall(avoid) if plain(word) in named))


def check_safe(*, dangers: Dangers, despite: str) -> None:
    """Raises RuleError where a safety note speaks of the place and nobody says why it is safe all the same."""
    if not dangers or despite.strip():
        return
    if dangers.words:
        raise RuleError(
            _("The safety note says to keep away from: %(words)s. Choose another shelter, or write why this is safe."),
            code="unsafe",
            params={"words": ", ".join(dangers.words)},
            field="despite",
        )
    message = _("It is unsafe there, says the safety note. Choose another shelter, or write why this is safe.")
    raise RuleError(message, code="unsafe", field="despite")


def check_safe_move(*, dangers: Dangers) -> None:
    """Raises RuleError where a house would move somebody to where a safety note warns of; it is not told why."""
    if dangers:
        raise RuleError(
            _("Ring the contact person before you move the person there."), code="unsafe_move", field="unit"
        )
