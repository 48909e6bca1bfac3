"""What a night costs: written by the houses themselves, before the year it holds from."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

from cmm.demo.cast import Cast
from cmm.demo.clock import Course, moment
from cmm.demo.reading import table
from shelters.models import Rate
from shelters.services import set_rate

BEFORE, WRITES = timedelta(days=21), time(10, 5)


def rate_courses(cast: Cast, first: date) -> Iterator[tuple[datetime, Course]]:
    """Every rate at the moment its manager writes it; one that held already is written on the first day."""
    for row in table("rates"):
        day = max(first, date.fromisoformat(row["valid_from"]) - BEFORE)
        yield moment(day, WRITES), rate_course(cast, row)


def rate_course(cast: Cast, row: dict[str, str]) -> Course:
    house = next(one for one in cast.shelters if one.slug == row["shelter"])
    manager = cast.everyone("shelter_manager", house.organisation.code)[0]
    rate = Rate(
        valid=DateRange(date.fromisoformat(row["valid_from"]), None),
        amount=Decimal(row["amount"]),
        child_amount=Decimal(row["child_amount"]),
        source=row["source"],
    )
    set_rate(actor=manager, shelter=house, rate=rate)
    yield from ()
