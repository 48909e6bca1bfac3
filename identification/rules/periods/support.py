"""Support after a prepared return: up to six calendar months from the day of departure (domain.md 1.6)."""

from calendar import monthrange
from datetime import date


def support_until(departed_on: date, months: int) -> date:
    """The same day of the month, or the month's last where it has no such day: 31 August gives 28 or 29 February."""
    number = departed_on.month - 1 + months
    year, month = departed_on.year + number // 12, number % 12 + 1
    return date(year, month, min(departed_on.day, monthrange(year, month)[1]))
