"""The three counters of any contacts."""

from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from cases.outreach import rules
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.rules import Counters, Period, ServiceDay

UNIQUE = Q(n_new__gt=0) | Q(n_known__gt=0)
UNCODED = Q(own_code="")


def number(of: Any, where: Q | None = None) -> Coalesce:
    """How many persons; a contact with several counts each of them."""
    return Coalesce(Sum(of, filter=where), 0)


ONCE = F("n_new") + F("n_known")
TALLY = {
    "visits": number(ONCE + F("n_again") + F("n_unclear")),
    "unique": number(ONCE),
    "new": number("n_new"),
    "unclear": number("n_unclear"),
}
UNCODED_TALLY = {"uncoded_unique": number(ONCE, UNCODED), "uncoded_new": number("n_new", UNCODED)}


def counters_of(contacts: ContactQuerySet) -> Counters:
    """The three counters of a round, or of anything else inside one service day."""
    return Counters(**contacts.order_by().aggregate(**TALLY))


def days_of(contacts: ContactQuerySet) -> list[ServiceDay]:
    """The counters of each service day with contacts, oldest first."""
    rows = contacts.order_by("service_day").values("service_day").annotate(**TALLY, **UNCODED_TALLY)
    return [day_of(row) for row in rows]


def day_of(row: dict[str, Any]) -> ServiceDay:
    tally = Counters(row["visits"], row["unique"], row["new"], row["unclear"])
    return ServiceDay(row["service_day"], tally, row["uncoded_unique"], row["uncoded_new"])


def period_of(contacts: ContactQuerySet, days: list[ServiceDay]) -> Period:
    """``days`` of one organisation together, persons with a code told apart across them."""
    counted = contacts.filter(UNIQUE).exclude(UNCODED).order_by()
    return rules.period(days, codes=counted.aggregate(codes=Count("own_code", distinct=True))["codes"])
