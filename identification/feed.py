"""The deadlines of somebody's cases as a calendar. It says when, and never of whom or of what."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from identification.selectors.calendars import LastDay


def calendar_of(days: Iterable[LastDay], key_hash: str) -> bytes:
    """One whole day for each known last day: no name, no case number, no address of a page."""
    calendar = Calendar()
    calendar.add("prodid", "-//CMM//Deadlines//DA")
    calendar.add("version", "2.0")
    for day in days:
        calendar.add_component(event_of(day.on, uid_of(day.of, key_hash)))
    return bytes(calendar.to_ical())


def event_of(last: date, uid: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", _("CMM deadline: open the register"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def uid_of(what: str, key_hash: str) -> str:
    """The same each time for one calendar, and nothing that another calendar or the register can be matched by."""
    return hashlib.sha256(f"{key_hash} {what}".encode()).hexdigest()[:32]
