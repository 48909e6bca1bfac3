"""The deadlines of somebody's cases as a calendar. It says when, and never of whom."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from identification.selectors.periods import Running


def calendar_of(running: Iterable[Running], key_hash: str) -> bytes:
    """One whole day for each known last day: no name, no case number, no address of a page."""
    calendar = Calendar()
    calendar.add("prodid", "-//CMM//Deadlines//DA")
    calendar.add("version", "2.0")
    for one in running:
        if one.clock and one.clock.deadline and not one.clock.ended_on:
            calendar.add_component(event_of(one, key_hash))
    return bytes(calendar.to_ical())


def event_of(one: Running, key_hash: str) -> Event:
    event, last = Event(), one.clock and one.clock.deadline
    event.add("uid", uid_of(one.period.pk, key_hash))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", last)
    event.add("dtend", last and last + timedelta(days=1))
    event.add("summary", _("CMM deadline: open the register"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def uid_of(period: int, key_hash: str) -> str:
    """The same each time for one calendar, and nothing that another calendar or the register can be matched by."""
    return hashlib.sha256(f"{key_hash} {period}".encode()).hexdigest()[:32]
