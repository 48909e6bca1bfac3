"""The leader's figures of a period: rounds and the three counters by everything they are asked by.

They are plain values that can be kept as they stand: a page shows them, and a status note is drawn from them years
later. Unique persons of more than one day are bounds and never a sum (``rules.period``).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.outreach import rules
from cases.outreach.coverage import Outing, hours_out
from cases.outreach.rules import Hours, Period, ServiceDay
from cases.outreach.selectors.clock import day_of, hours_of
from cases.outreach.selectors.outings import outings_of
from cases.outreach.selectors.pieces import Asked, Pieces, contacts_asked, met_in_hours, pieces_of
from cases.outreach.week import Span

Line = dict[str, Any]
Lines = dict[Hashable, Line]
Figures = dict[str, Any]
LISTS = (CodeList.VENUE_TYPE, CodeList.MUNICIPALITY, CodeList.CONTACT_TYPE)
LONGEST_IN_WEEKS = timedelta(weeks=54)  # a longer period is told by month alone


def leading_figures(user: Any, asked: Asked, codes: Iterable[Code]) -> Figures:
    """Six statements. ``codes`` are the entries of ``LISTS``, retired ones too."""
    contacts, hours = contacts_asked(user, asked), hours_of(user.organisation_id)
    pieces, outings, met = pieces_of(contacts), outings_of(user, asked, contacts, hours), met_in_hours(contacts)
    told = so_far(asked.span, hours)
    return (
        {
            "first": asked.span.first.isoformat(),
            "last": asked.span.last.isoformat(),
            "until": told.last.isoformat(),
            "total": line(*pieces.total, rounds=len(outings)),
        }
        | in_time(pieces, outings, told)
        | by_code(pieces, outings, {code.pk: code for code in codes})
        | calendars(outings, met, hours.starts(told.last).hour)
    )


def so_far(span: Span, hours: Hours) -> Span:
    """Days to come have no figures, not the figure nought."""
    return Span(span.first, max(span.first, min(span.last, day_of(timezone.now(), hours))))


def line(days: list[ServiceDay], told: Period, *, rounds: int) -> Line:
    """One line of a table: rounds, days with contacts, and the three counters with their bounds."""
    return {
        "rounds": rounds,
        "days": len(days),
        "visits": told.counters.visits,
        "unique_by_day": told.counters.unique,
        "at_least": told.at_least,
        "at_most": told.at_most,
        "new": told.counters.new,
        "unclear": told.counters.unclear,
    }


EMPTY = line([], rules.period([], codes=0), rounds=0)


def lines(pieces: Mapping[Hashable, tuple[list[ServiceDay], Period]], rounds: Mapping[Hashable, int]) -> Lines:
    """What was met and who was out, by the same keys; a round that met nobody has a line too."""
    found = {key: line(*told, rounds=rounds.get(key, 0)) for key, told in pieces.items()}
    return {key: EMPTY | {"rounds": number} for key, number in rounds.items()} | found


def in_time(pieces: Pieces, outings: list[Outing], span: Span) -> Figures:
    weeks = by_day(pieces, outings, monday) if span.last - span.first < LONGEST_IN_WEEKS else {}
    months, weekdays = by_day(pieces, outings, first_of_month), by_day(pieces, outings, date.weekday)
    return {
        "months": [{"key": day.isoformat()} | months.get(day, EMPTY) for day in starts(span, first_of_month)],
        "weeks": [{"key": day.isoformat()} | weeks.get(day, EMPTY) for day in starts(span, monday) if weeks],
        "weekdays": [{"key": weekday} | weekdays.get(weekday, EMPTY) for weekday in range(7)],
    }


def by_day(pieces: Pieces, outings: list[Outing], of: Callable[[date], Hashable]) -> Lines:
    return lines(pieces.by(lambda one: of(one.day)), Counter(of(outing.day) for outing in outings))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def starts(span: Span, of: Callable[[date], date]) -> Iterator[date]:
    """The first days of every week or month of the span, each once."""
    days = (span.first + timedelta(days=after) for after in range((span.last - span.first).days + 1))
    return iter(dict.fromkeys(of(day) for day in days))


def by_code(pieces: Pieces, outings: list[Outing], names: Mapping[int, Code]) -> Figures:
    """A round counts once for each kind of place and each municipality it was in."""
    types: Counter[Hashable] = Counter(one for outing in outings for one in {place[0] for place in outing.places})
    towns: Counter[Hashable] = Counter(one for outing in outings for one in {place[1] for place in outing.places})
    kinds: Counter[Hashable] = Counter(outing.contact_type for outing in outings)
    return {
        "venue_types": named(lines(pieces.by(lambda one: one.venue_type), types), names),
        "municipalities": named(lines(pieces.by(lambda one: one.municipality), towns), names),
        "contact_types": named(lines(pieces.by(lambda one: one.contact_type), kinds), names),
    }


def named(found: Lines, names: Mapping[int, Code]) -> list[Line]:
    """Most visits first. Both names are kept, as they were called then; without one nobody has said where."""
    told = [name_of(names.get(key) if isinstance(key, int) else None) | row for key, row in found.items()]
    return sorted(told, key=lambda row: (-row["visits"], -row["rounds"], row["key"]))


def name_of(code: Code | None) -> Line:
    return {"key": code.code, "da": code.label_da, "en": code.label_en} if code else {"key": "", "da": "", "en": ""}


def calendars(outings: list[Outing], met: list[tuple[date, int, int]], begins: int) -> Figures:
    """When somebody was out and when contacts were made: by weekday and hour, and day by day."""
    contacts: Counter[tuple[int, int]] = Counter()
    by_date: Counter[date] = Counter()
    for day, hour, number in met:
        contacts[day.weekday(), hour] += number
        by_date[day] += number
    rounds = Counter(outing.day for outing in outings)
    return {
        "begins": begins,
        "hours_out": [[*cell, number] for cell, number in sorted(hours_out(outings).items())],
        "hours_met": [[*cell, number] for cell, number in sorted(contacts.items())],
        "days": [[day.isoformat(), rounds[day], by_date[day]] for day in sorted({*rounds, *by_date})],
    }
