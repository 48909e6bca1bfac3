"""Numbers as they are printed in the language at hand (report-design.md section 7)."""

from django.utils.translation import get_language, pgettext_lazy

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SMALL = (
    pgettext_lazy("number", "two"), pgettext_lazy("number", "three"), pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"), pgettext_lazy("number", "six"), pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"), pgettext_lazy("number", "nine"), pgettext_lazy("number", "ten"),
    pgettext_lazy("number", "eleven"), pgettext_lazy("number", "twelve"),
)  # fmt: skip


def number(value: float, *, sign: bool = False, decimals: int | None = None) -> str:
    """1048 is 1.048 in Danish, −3 has a real minus sign, and a change may carry its plus. A mean has one decimal."""
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 1
    text = f"{abs(value):,.{decimals}f}"
    if get_language() != "en":
        text = text.translate({ord(","): ".", ord("."): ","})
    return (MINUS if value < 0 else "+" if sign and value > 0 else "") + text


def spelled(value: int) -> str:
    """In a sentence the numbers from two to twelve are words."""
    return str(SMALL[value - 2]) if 2 <= value < 2 + len(SMALL) else number(value)


def percent(part: float, whole: float) -> str:
    """A whole percentage: 41 % in Danish, 41% in English."""
    return f"{number(rounded(part * 100, whole))}{'' if get_language() == 'en' else NO_BREAK}%"


def change(old: int, new: int) -> int:
    """(new − old) / old, in whole per cent."""
    return rounded((new - old) * 100, old)


def rounded(part: float, whole: float) -> int:
    """Halves away from zero, as readers round."""
    ratio = part / whole
    return int(abs(ratio) + 0.5) * (-1 if ratio < 0 else 1)
