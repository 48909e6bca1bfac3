"""What is worth a look, judged from plain numbers. Nothing here says that anybody did wrong."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

MEASURES = ("cases", "times", "not_own", "odd_hours", "glasses", "searches")
FEWEST = 3  # colleagues with the same roles, before a median says anything
FOLD, MORE = 3, 5  # worth a look: over three times the median, and at least five more
NIGHT_ENDS = timedelta(hours=3)  # a night's look belongs to the day it begins
STALE = timedelta(days=2)  # a proof older than this says little about today


REF = re.compile(r"[A-Z]{1,4}-\d{4}-\d{1,6}")  # what the log may keep of what somebody typed as a number


def as_ref(typed: str) -> str:
    """What was typed, where it can be the number of a case; else nothing, for the log holds no free text."""
    return typed if REF.fullmatch(typed) else ""


def usual_of(values: Iterable[int]) -> float | None:
    """The median, or None where there are too few to compare with."""
    found = list(values)
    return median(found) if len(found) >= FEWEST else None


def stands_out(value: int, usual: float | None) -> bool:
    return usual is not None and value > FOLD * usual and value >= usual + MORE


def night_of(now: datetime) -> date:
    """The night a moment belongs to, for work that is done once each night."""
    return (now - NIGHT_ENDS).date()


def is_stale(proved_at: datetime, now: datetime) -> bool:
    return now - proved_at > STALE


def check_request(*, language: str, offered: Iterable[str], asked_on: date, today: date) -> None:
    """A copy is made in a language it exists in, of what was asked for by now. Raises RuleError."""
    if language not in offered:
        raise RuleError(_("Choose one of the languages the copy exists in."), code="no_such_language", field="language")
    if asked_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="asked_on")
