"""What outreach counts for the yearly report."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, F

from cases.outreach import rules
from cases.outreach.models import Contact
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.rules import ServiceDay
from cases.outreach.selectors.counting import TALLY, UNCODED, UNCODED_TALLY, UNIQUE, day_of


def figures(year: int) -> dict[str, Any]:
    """The three counters of the service days of ``year``: in all and by organisation. Own codes never leave.

    A person met by two organisations is counted by both: nobody can tell, and nobody is to be able to.
    """
    contacts = Contact.objects.between(date(year, 1, 1), date(year, 12, 31))
    organisations = [_of_organisation(name, *told) for name, told in _by_organisation(contacts).items()]
    organisations.sort(key=lambda row: row["organisation"])
    sums = ("visits", "unique", "unique_at_most", "unique_by_day", "new", "unclear")
    return {name: sum(row[name] for row in organisations) for name in sums} | {"organisations": organisations}


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
