"""What the phone pages may be called on a phone that others see."""

import re
import unicodedata

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

LONGEST_NAME = 24
# Wherever they stand, and however they are parted; no other word has them within it.
TELLING = ("menneskehandel", "trafficking", "prostitution")
# Words of their own, or the first part of one: "freden" is not "Reden".
TELLING_WORDS = ("cmm", "reden")
LONG_WORD = 4  # letters from which a word of the organisation's name points at it


def check_neutral(name: str, *, organisation: str) -> None:
    """A name that tells neither who has the phone nor what for. Raises RuleError at ``name``."""
    if is_telling(name, organisation=organisation):
        told = _("The name gives the work away to whoever sees the phone. Choose a neutral one, such as “Duty plan”.")
        raise RuleError(told, code="telling", field="name")


def is_telling(name: str, *, organisation: str) -> bool:
    words, own = words_of(name), words_of(organisation)
    whole, owner = "".join(words), "".join(own)
    return (
        any(told in whole for told in TELLING)
        or whole.startswith(TELLING_WORDS)
        or any(word.startswith(TELLING_WORDS) for word in words)
        or bool(owner and owner in whole)
        or any(len(word) >= LONG_WORD and word in words for word in own)
    )


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
