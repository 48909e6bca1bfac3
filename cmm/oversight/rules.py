"""What is worth a look, judged from plain numbers. Nothing here says that anybody did wrong."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median

MEASURES = ("cases", "times", "not_own", "odd_hours", "glasses", "searches")
FEWEST = 3  # colleagues with the same roles, before a median says anything
FOLD, MORE = 3, 5  # worth a look: over three times the median, and at least five more
NIGHT_ENDS = timedelta(hours=3)  # a night's look belongs to the day it begins
STALE = timedelta(days=2)  # a proof older than this says little about today


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
