"""Danish working days: Monday to Friday, but for public holidays.

Only the days of helligdagsloven count as days off. 24 and 31 December and 5 June, when many offices are closed, are
working days here: a deadline is rather a day too early than a day too late.
"""

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def public_holidays() -> Container[date]:
    """Filled year by year as it is asked."""
    return holidays.country_holidays("DK")


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in public_holidays()


def working_days_after(day: date, number: int) -> date:
    """The last of ``number`` working days, of which the first is the next after ``day``."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
