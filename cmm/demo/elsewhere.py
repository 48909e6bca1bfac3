"""What other authorities have written to CMM of the years that are over. Of the last one something is still missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cmm.demo.cast import Cast
from cmm.demo.clock import Course, moment
from reports.returning.counts import Heading, Stated
from reports.services import confirm_external_count, correct_external_count, record_external_count

PROSECUTION, POLICE, RETURNS = "Rigsadvokaten", "Rigspolitiet", "Hjemrejsestyrelsen"
# What is counted, of whom, what they say of the first year and of every later one, and who says so. None is not known.
TOLD: tuple[tuple[str, dict[str, str], int | None, int | None, str], ...] = (
    ("charged", {}, 9, 12, PROSECUTION),
    ("charged", {"sex": "female"}, 2, 3, PROSECUTION),
    ("charged", {"sex": "male"}, 7, 9, PROSECUTION),
    ("indicted", {}, 5, 7, PROSECUTION),
    ("sentenced", {}, 3, 4, PROSECUTION),
    ("offences", {}, None, None, POLICE),
    ("prepared_returns", {}, 11, 8, RETURNS),
)
LEFT_OUT = {"prepared_returns"}  # has not been told of the last year
WAITS = {"sentenced"}  # nor has anybody confirmed this of it
CORRECTED = 6  # so many were indicted in the first year after all


def told_courses(cast: Cast, ends: datetime, first: int) -> Iterator[tuple[datetime, Course]]:
    """The letters come in February, and the first of them is corrected a month later."""
    last = timezone.localtime(ends).year - 1
    for year in range(first, last + 1):
        at = min(moment(date(year + 1, 2, 12), time(10)), ends - timedelta(hours=6))
        yield at, letters_course(cast, year, is_first=year == first, is_last=year == last)


def letters_course(cast: Cast, year: int, *, is_first: bool, is_last: bool) -> Course:
    writer, colleague = cast.demo("cmm_statistician"), cast.demo("cmm_coordinator")
    for population, groups, early, late, authority in TOLD:
        if is_last and population in LEFT_OUT:
            continue
        stated = said(authority, year, early if is_first else late)
        if authority == PROSECUTION and not groups:
            stated = replace(stated, origin="publication", document=f"Sigtelser og domme, opgjort for {year}")
        count = record_external_count(actor=writer, heading=Heading(population, year, **groups), stated=stated)
        if not (is_last and population in WAITS):
            confirm_external_count(actor=colleague, count=count)
        if is_first and population == "indicted":
            yield moment(date(year + 1, 3, 12), time(10))
            after = said(authority, year, CORRECTED, note="En sag var ikke talt med i det første brev.")
            again = correct_external_count(actor=writer, count=count, stated=after)
            confirm_external_count(actor=colleague, count=again)
    yield from ()


def said(authority: str, year: int, value: int | None, note: str = "") -> Stated:
    today = timezone.localdate()
    return Stated(
        known_as="unknown" if value is None else "counted",
        value=value,
        origin="letter",
        authority=authority,
        document=f"Brev af {today.day}.{today.month}.{today.year}, j.nr. {year}-MH",
        received_on=today,
        note=note,
    )
