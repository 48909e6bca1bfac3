"""The worked examples in periods.txt, and how their shorthand reads."""

import re
from datetime import date
from pathlib import Path

from identification.rules.periods import Act, Event

DAY = r"(\d{4}-\d{2}-\d{2})"
ACTS = (
    (rf"\+(\d+)@{DAY}", lambda n, on: Event(Act.EXTENDED, day(on), days=int(n))),
    (rf"=(\d+)@{DAY}", lambda n, on: Event(Act.EXTENDED, day(on), total=int(n))),
    (rf"til {DAY}@{DAY}", lambda until, on: Event(Act.EXTENDED, day(on), until=day(until))),
    (rf"stop@{DAY}\.\.{DAY}", lambda on, until: Event(Act.SUSPENDED, day(on), until=day(until))),
    (rf"stop@{DAY}", lambda on: Event(Act.SUSPENDED, day(on))),
    (rf"igen@{DAY}", lambda on: Event(Act.RESUMED, day(on))),
    (rf"slut@{DAY}", lambda on: Event(Act.ENDED, day(on))),
    (rf"loft (\d+)@{DAY}:(.*)", lambda n, on, why: Event(Act.OVERRIDE, day(on), total=int(n), reason=why.strip())),
)
LINES = [
    [cell.strip() for cell in line.split(";", 8)]
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def day(text):
    return None if text == "-" else date.fromisoformat(text)


def events_of(start, acts):
    """The period's events, each with a key of its own."""
    read = [act(word.strip()) for word in acts.split(",") if word.strip()]
    return numbered([Event(Act.STARTED, day(start)), *read])


def act(word):
    for pattern, made in ACTS:
        if found := re.fullmatch(pattern, word):
            return made(*found.groups())
    raise ValueError(word)


def numbered(events):
    return [
        Event(one.act, one.on, one.days, one.total, one.until, one.reason, key=number)
        for number, one in enumerate(events, 1)
    ]
