"""The rules of the street, over plain values: what a note may hold, when a day begins, what a contact counts as."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from cases.outreach.enums import MetBefore
from cmm.core.errors import RuleError

# Clocks of phones and servers differ; more than this ahead is a mistake.
CLOCK_SLACK = timedelta(minutes=10)

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


def check_met_at(*, met_at: datetime, now: datetime) -> None:
    """Nobody has been met in the future. Raises RuleError at ``met_at``."""
    if met_at > now + CLOCK_SLACK:
        raise RuleError(_("The time has not come yet."), code="future", field="met_at")


def service_day(moment: datetime, *, starts: time) -> date:
    """The service day of a moment in Danish time: before ``starts`` it is still the night before."""
    return moment.date() if moment.time() >= starts else moment.date() - timedelta(days=1)


def digest_of(facts: Mapping[str, Any]) -> str:
    """What the form said, as one short mark: two sendings with the same mark said the same."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Counters:
    """The three counters, never one without the others. ``unclear`` visits are neither unique nor new, and not zero."""

    visits: int = 0
    unique: int = 0
    new: int = 0
    unclear: int = 0

    def __add__(self, other: "Counters") -> "Counters":
        return Counters(
            self.visits + other.visits,
            self.unique + other.unique,
            self.new + other.new,
            self.unclear + other.unclear,
        )

    @property
    def repeats(self) -> int:
        """Visits of persons already counted in the same service day."""
        return self.visits - self.unique - self.unclear


COUNTS_AS = {
    MetBefore.NEW: Counters(visits=1, unique=1, new=1),
    MetBefore.YES: Counters(visits=1, unique=1),
    MetBefore.TONIGHT: Counters(visits=1),
}
UNCLEAR = Counters(visits=1, unclear=1)


def counts_as(met_before: str) -> Counters:
    """What one contact counts as. "Don't know" and "not asked" stay unclear."""
    return COUNTS_AS[MetBefore(met_before)] if met_before in COUNTS_AS else UNCLEAR


def counters(answers: Iterable[str]) -> Counters:
    return sum((counts_as(answer) for answer in answers), start=Counters())


@dataclass(frozen=True)
class ServiceDay:
    """One service day's counters, and how many of its unique and new persons nobody gave a code."""

    day: date
    counters: Counters
    uncoded_unique: int = 0
    uncoded_new: int = 0


@dataclass(frozen=True)
class Period:
    """Several service days together. Unique persons are never added up from day to day.

    Persons with a code of their own are told apart across days, the others only within one: so there are at least
    as many of them as were new, or as came on the fullest day, and at most as many as all days together.
    """

    counters: Counters
    at_least: int
    at_most: int

    @property
    def is_certain(self) -> bool:
        return self.at_least == self.at_most


def period(days: Collection[ServiceDay], *, codes: int) -> Period:
    """``days`` put together; ``codes`` is the number of different own codes counted in them."""
    total = sum((day.counters for day in days), start=Counters())
    fullest = max((day.uncoded_unique for day in days), default=0)
    new = sum(day.uncoded_new for day in days)
    return Period(total, codes + max(fullest, new), codes + sum(day.uncoded_unique for day in days))
