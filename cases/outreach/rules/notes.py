"""What a note may hold: no CPR number, no telephone number, and rather no name."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
DATE = re.compile(rf"(?<![\d./-])(?:{DAY}[-./]{MONTH}[-./](?:\d{{4}}|\d{{2}})|\d{{4}}-{MONTH}-{DAY})(?!\d|[./-]\d)")
CLOCK = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d]|[.:]\d)")
CPR = re.compile(r"(?<!\d)\d{6}[-–\s]{0,3}\d{4}(?!\d)")
PHONE = re.compile(r"(?:\+|(?<!\d))(?:\d[-–.\s/()]{0,2}){7,}\d")
WORD = r"[A-ZÀ-ÖØ-ÞŞȘŢȚĂÂÎĐŁŽŠČ][\w'’-]+"
NAME = re.compile(
    rf"\b(?:hedder|kalder sig|kaldes|navn(?:et)?(?: er)?|named|called|name is)\s+(?P<said>{WORD}(?:\s{WORD})*)"
    rf"|(?P<pair>\b{WORD}\s{WORD}(?:\s{WORD})*)"
)


def check_no_numbers(text: str, *, field: str) -> None:
    """Nothing in ``text`` looks like a CPR or telephone number. Raises RuleError at ``field``."""
    if cpr_in(text):
        raise RuleError(_("Looks like a CPR number. It must not stand here."), code="cpr", field=field)
    if phone_in(text):
        raise RuleError(_("Looks like a telephone number. It must not stand here."), code="phone", field=field)


def cpr_in(text: str) -> str:
    """The first thing in ``text`` that looks like a CPR number, or nothing."""
    found = CPR.search(text)
    return found[0] if found else ""


def phone_in(text: str) -> str:
    """The first thing in ``text`` that looks like a telephone number, or nothing.

    Dates and times are none; they are taken out only for this question, for a CPR number begins like a date.
    """
    found = PHONE.search(CLOCK.sub(crossed_out, DATE.sub(crossed_out, text)))
    return text[found.start() : found.end()] if found else ""


def crossed_out(found: re.Match[str]) -> str:
    """As long as what stood there, so that places in the text stay the same."""
    return f" {'x' * (len(found[0]) - 2)} "


def name_in(text: str, *, known: Collection[str] = ()) -> str:
    """The first thing in ``text`` that looks like a person's name, or nothing. A guess: it may only warn.

    ``known`` are the organisation's own places, which often look like names.
    """
    for place in sorted(known, key=len, reverse=True):
        text = re.sub(re.escape(place), "x", text, flags=re.IGNORECASE)
    found = NAME.search(text)
    return (found["said"] or found["pair"]) if found else ""
