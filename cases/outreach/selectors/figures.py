"""What outreach counts for the yearly report."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Coalesce, ExtractMonth, NullIf

from cases.outreach import rules
from cases.outreach.models import Activity, Contact, Handout, Incident, Round, Visit
from cases.outreach.querysets import ContactQuerySet, RoundQuerySet
from cases.outreach.rules import ServiceDay
from cases.outreach.selectors.counting import TALLY, UNCODED, UNCODED_TALLY, UNIQUE, day_of
from cases.outreach.selectors.events import counted_by_kind, courses_of


def figures(year: int) -> dict[str, Any]:
    """The three counters of the service days of ``year``: in all and by organisation. Own codes never leave.

    A person met by two organisations is counted by both: nobody can tell, and nobody is to be able to.
    """
    contacts = Contact.objects.between(date(year, 1, 1), date(year, 12, 31))
    organisations = [_of_organisation(name, *told) for name, told in _by_organisation(contacts).items()]
    organisations.sort(key=lambda row: row["organisation"])
    sums = ("visits", "unique", "unique_at_most", "unique_by_day", "new", "unclear")
    told = {name: sum(row[name] for row in organisations) for name in sums} | {"organisations": organisations}
    told |= {"kinds": _kinds(contacts), "rounds": _rounds(year), "events": _events(year)}
    return told | {"courses": courses_of(Activity.objects.all(), year)}


def visits(year: int) -> list[dict[str, Any]]:
    """Visits of the service days of ``year`` by organisation, month and kind of contact; of whom is not here."""
    contacts = Contact.objects.between(date(year, 1, 1), date(year, 12, 31)).order_by()
    counted_as = Coalesce(NullIf("contact_type__statistics_code", Value("")), "contact_type__code")
    rows = contacts.values(by=F("organisation__code"), month=ExtractMonth("service_day"), kind=counted_as)
    told = rows.annotate(number=TALLY["visits"]).order_by("by", "month", "kind")
    return [{"organisation": row.pop("by"), **row} for row in told]


def _kinds(contacts: ContactQuerySet) -> dict[str, int]:
    """Visits by kind of contact, as the code list says a kind is counted."""
    counted_as = Coalesce(NullIf("contact_type__statistics_code", Value("")), "contact_type__code")
    rows = contacts.order_by().values(kind=counted_as).annotate(visits=TALLY["visits"])
    return {row["kind"]: row["visits"] for row in rows.order_by("kind")}


def _rounds(year: int) -> dict[str, Any]:
    """Rounds begun in ``year``, how many hours they were out, the addresses they came to, and what they handed out."""
    begun = Round.objects.filter(started_at__year=year, ended_at__isnull=False).order_by()
    out = begun.aggregate(rounds=Count("pk"), time=Sum(F("ended_at") - F("started_at")))
    came = Visit.objects.filter(round__in=begun).order_by().values_list("venue", flat=True).distinct()
    met = Contact.objects.filter(round__in=begun).order_by().values_list("venue", flat=True).distinct()
    return {
        "rounds": out["rounds"],
        "hours": round(out["time"].total_seconds() / 3600) if out["time"] else 0,
        "addresses": len({*came, *met}),
        "handed_out": _handed_out(begun),
    }


def _handed_out(rounds: RoundQuerySet) -> dict[str, int]:
    """How many of each thing: as a round counted it, else as often as its contacts were given it."""
    counted = Handout.objects.filter(round__in=rounds).order_by().values_list("round", "thing__code", "number")
    given = Contact.objects.filter(round__in=rounds, given__isnull=False).order_by()
    numbers = {(row[0], row[1]): row[2] for row in given.values_list("round", "given__code").annotate(Count("pk"))}
    numbers |= {(one, thing): number for one, thing, number in counted}
    told: dict[str, int] = defaultdict(int)
    for (_round, thing), number in sorted(numbers.items(), key=lambda item: item[0][1]):
        told[thing] += number
    return dict(told)


def _events(year: int) -> list[dict[str, Any]]:
    """What happened to those who were met or heard of, Nordic citizens and others told apart."""
    return [asdict(kind) | {"total": kind.total} for kind in counted_by_kind(Incident.objects.all(), year)]


def _by_organisation(contacts: ContactQuerySet) -> dict[tuple[str, str], tuple[list[ServiceDay], int]]:
    names = {"code": F("organisation__code"), "name": F("organisation__name_da")}
    rows = contacts.order_by("service_day").values("service_day", **names).annotate(**TALLY, **UNCODED_TALLY)
    days: dict[tuple[str, str], list[ServiceDay]] = defaultdict(list)
    for row in rows:
        days[row["code"], row["name"]].append(day_of(row))
    counted = contacts.filter(UNIQUE).exclude(UNCODED).order_by().values(**names)
    codes = {(row["code"], row["name"]): row["n"] for row in counted.annotate(n=Count("own_code", distinct=True))}
    return {name: (told, codes.get(name, 0)) for name, told in days.items()}


def _of_organisation(name: tuple[str, str], days: list[ServiceDay], codes: int) -> dict[str, Any]:
    told = rules.period(days, codes=codes)
    return {
        "organisation": name[0],
        "name": name[1],
        "visits": told.counters.visits,
        "unique": told.at_least,
        "unique_at_most": told.at_most,
        "unique_by_day": told.counters.unique,
        "new": told.counters.new,
        "unclear": told.counters.unclear,
        "days": len(days),
    }
