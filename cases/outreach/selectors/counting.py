"""The three counters of any contacts."""

from typing import Any

from django.db.models import Count, Q

from cases.outreach import rules
from cases.outreach.enums import MetBefore
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.rules import Counters, Period, ServiceDay

UNIQUE = Q(met_before__in=[MetBefore.NEW, MetBefore.YES])
NEW = Q(met_before=MetBefore.NEW)
UNCLEAR = Q(met_before__in=[MetBefore.UNKNOWN, ""])
UNCODED = Q(own_code="")
TALLY = {
    "visits": Count("pk"),
    "unique": Count("pk", filter=UNIQUE),
    "new": Count("pk", filter=NEW),
    "unclear": Count("pk", filter=UNCLEAR),
}
UNCODED_TALLY = {
    "uncoded_unique": Count("pk", filter=UNIQUE & UNCODED),
    "uncoded_new": Count("pk", filter=NEW & UNCODED),
}


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
