"""Contacts of a period in the pieces every figure of the leader is put together from."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import ExtractHour

from cases.models import Code
from cases.outreach import rules
from cases.outreach.models import Contact
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.rules import Counters, Period, ServiceDay
from cases.outreach.selectors.counting import TALLY, UNCODED, UNCODED_TALLY, UNIQUE, day_of
from cases.outreach.week import Span


@dataclass(frozen=True)
class Asked:
    """Which contacts the figures are of."""

    span: Span
    venue_type: Code | None = None
    municipality: Code | None = None
    contact_type: Code | None = None

    @property
    def narrowing(self) -> dict[str, Code]:
        named = {
            "venue_type": self.venue_type, "municipality": self.municipality, "contact_type": self.contact_type
        }  # fmt: skip
        return {name: code for name, code in named.items() if code}


@dataclass(frozen=True)
class Piece:
    """What was met on one service day at one kind of place in one municipality, by one kind of contact."""

    day: date
    venue_type: int
    municipality: int | None
    contact_type: int

    @property
    def place(self) -> tuple[int, int | None]:
        return self.venue_type, self.municipality


Key = Callable[[Piece], Hashable]
WHERE = {
    "day": F("service_day"), "place_type": F("venue__venue_type"), "place_in": F("venue__municipality"),
    "kind": F("contact_type"),
}  # fmt: skip


def contacts_asked(user: Any, asked: Asked) -> ContactQuerySet:
    paths = {"venue_type": "venue__venue_type", "municipality": "venue__municipality", "contact_type": "contact_type"}
    narrowed = {paths[name]: code for name, code in asked.narrowing.items()}
    found: ContactQuerySet = Contact.objects.allowed(user).between(asked.span.first, asked.span.last).filter(**narrowed)
    return found


@dataclass(frozen=True)
class Pieces:
    """The counters of each piece, and the own codes counted in each."""

    told: list[tuple[Piece, ServiceDay]]
    coded: list[tuple[Piece, str]]

    @property
    def total(self) -> tuple[list[ServiceDay], Period]:
        return together([day for _piece, day in self.told], {code for _piece, code in self.coded})

    def by(self, key: Key) -> dict[Hashable, tuple[list[ServiceDay], Period]]:
        """The same for each of ``key``'s values: persons with a code are told apart inside each of them."""
        days: dict[Hashable, list[ServiceDay]] = {}
        codes: dict[Hashable, set[str]] = {}
        for piece, day in self.told:
            days.setdefault(key(piece), []).append(day)
        for piece, code in self.coded:
            codes.setdefault(key(piece), set()).add(code)
        return {value: together(parts, codes.get(value, set())) for value, parts in days.items()}


def together(parts: Iterable[ServiceDay], codes: set[str]) -> tuple[list[ServiceDay], Period]:
    """Pieces of the same service day are one service day again, and the days a period."""
    days: dict[date, ServiceDay] = {}
    for part in parts:
        day = days.get(part.day, ServiceDay(part.day, Counters()))
        days[part.day] = ServiceDay(
            part.day,
            day.counters + part.counters,
            day.uncoded_unique + part.uncoded_unique,
            day.uncoded_new + part.uncoded_new,
        )
    return list(days.values()), rules.period(days.values(), codes=len(codes))


def pieces_of(contacts: ContactQuerySet) -> Pieces:
    """Two statements, however long the period is."""
    rows = contacts.order_by().values("service_day", **WHERE).annotate(**TALLY, **UNCODED_TALLY)
    counted = contacts.filter(UNIQUE).exclude(UNCODED).order_by().values("own_code", **WHERE).distinct()
    return Pieces(
        told=[(piece_of(row), day_of(row)) for row in rows],
        coded=[(piece_of(row), row["own_code"]) for row in counted],
    )


def piece_of(row: dict[str, Any]) -> Piece:
    return Piece(row["day"], row["place_type"], row["place_in"], row["kind"])


def met_in_hours(contacts: ContactQuerySet) -> list[tuple[date, int, int]]:
    """Service day, hour of the clock, and how many contacts were made in it."""
    rows = contacts.order_by().values("service_day", hour=ExtractHour("met_at")).annotate(n=Count("pk"))
    return [(row["service_day"], row["hour"], row["n"]) for row in rows]
