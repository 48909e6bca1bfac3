"""What the rooms count for the yearly report. The worker asks, in its job; the statistician never does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from cases import selectors as cases
from cases.enums import InquiryOutcome
from cases.outreach.selectors import figures as outreach
from identification import selectors as identification
from reports.rules import FIRST_LIVE_YEAR
from shelters import selectors as shelters

OUTCOMES = {
    InquiryOutcome.CASE_OPENED: "became_case",
    InquiryOutcome.ADVICE_ONLY: "advice",
    InquiryOutcome.NOT_RELEVANT: "advice",
    InquiryOutcome.DECLINED: "declined",
    InquiryOutcome.OPEN: "in_hand",
}


def register_counts(year: int) -> dict[int, dict[str, Any]]:
    """Every live year up to ``year``: persons for each, the other populations for ``year`` alone."""
    found: dict[int, dict[str, Any]] = {
        one: {"identification": identification.figures(one)} for one in range(FIRST_LIVE_YEAR, year + 1)
    }
    found[year] |= {"inquiries": inquiries(year), "contacts": outreach.figures(year), "stays": shelters.figures(year)}
    return found


def inquiries(year: int) -> dict[str, int]:
    """Inquiries received in ``year`` by what came of them."""
    sums = dict.fromkeys(OUTCOMES.values(), 0)
    for outcome, number in cases.figures(year)["by"]["outcome"].items():
        sums[OUTCOMES[outcome]] += number
    return sums


@contextmanager
def one_moment() -> Iterator[None]:
    """All counts see the register at one moment, however long they take."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
