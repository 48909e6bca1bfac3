"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.outreach import rules
from cases.outreach.enums import MetBefore
from cases.outreach.models import Contact, Round, Venue
from cases.outreach.querysets import ContactQuerySet, RoundQuerySet, VenueQuerySet
from cases.outreach.rules import Counters, Period, ServiceDay
from cmm.core.danish import danish

PHONE_LISTS = (
    CodeList.CONTACT_TYPE,
    CodeList.LANGUAGE,
    CodeList.CITIZENSHIP_REGION,
    CodeList.GIVEN,
    CodeList.NEED,
    CodeList.SIGN,
)
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


def day_starts() -> time:
    return time(settings.CMM_SERVICE_DAY_STARTS)


def service_day(moment: datetime) -> date:
    return rules.service_day(timezone.localtime(moment), starts=day_starts())


def phone_codes() -> dict[str, list[Code]]:
    """Every list the phone chooses from, in one statement."""
    lists: dict[str, list[Code]] = {code_list: [] for code_list in PHONE_LISTS}
    entries: Any = Code.objects.filter(list__in=PHONE_LISTS)
    for code in entries.current(timezone.localdate()).order_by("list", "position", "label_da"):
        lists[code.list].append(code)
    return lists


def running_round(user: Any) -> Round | None:
    """The round this worker is out on."""
    rounds = Round.objects.running().of(user).select_related("venue", "contact_type", "worker")
    found: Round | None = rounds.prefetch_related("preset_given").first()
    return found


def earlier_rounds(user: Any, limit: int = 4) -> list[Round]:
    """The rounds of the organisation to start again, the worker's own last one first, each name once."""
    latest = (
        Round.objects.filter(organisation=user.organisation_id, venue__active=True)
        .order_by("name", "-started_at")
        .distinct("name")
        .values("pk")
    )
    rounds = Round.objects.filter(pk__in=latest).select_related("venue", "contact_type").order_by("-started_at")
    own = Round.objects.of(user).order_by("-started_at").values_list("name", flat=True).first()
    return sorted(rounds[: limit * 5], key=lambda one: one.name != own)[:limit]


def ended_rounds(user: Any, limit: int = 3) -> list[Round]:
    """The worker's last finished rounds."""
    ended = Round.objects.of(user).filter(ended_at__isnull=False).order_by("-started_at", "-pk")
    return list(ended.prefetch_related("preset_given")[:limit])


def rounds_to_record_in(user: Any) -> list[Round]:
    """The running round, and the last ones: a form may be open while its round is ended."""
    running = running_round(user)
    return [*([running] if running else []), *ended_rounds(user)]


def unfinished_rounds(user: Any) -> RoundQuerySet:
    """Rounds the user may end that were begun before this service day and never handed in, oldest first."""
    begun = timezone.make_aware(datetime.combine(service_day(timezone.now()), day_starts()))
    rounds: RoundQuerySet = Round.objects.allowed(user, "change").select_related("worker")
    return rounds.running().filter(started_at__lt=begun).order_by("started_at", "pk")


def counters_of(contacts: ContactQuerySet) -> Counters:
    """The three counters of a round, or of anything else inside one service day."""
    return Counters(**contacts.order_by().aggregate(**TALLY))


def days_of(contacts: ContactQuerySet) -> list[ServiceDay]:
    """The counters of each service day with contacts, oldest first."""
    rows = contacts.order_by("service_day").values("service_day").annotate(**TALLY, **UNCODED_TALLY)
    return [_day(row) for row in rows]


def _day(row: dict[str, Any]) -> ServiceDay:
    tally = Counters(row["visits"], row["unique"], row["new"], row["unclear"])
    return ServiceDay(row["service_day"], tally, row["uncoded_unique"], row["uncoded_new"])


def period_of(contacts: ContactQuerySet, days: list[ServiceDay]) -> Period:
    """``days`` of one organisation together, persons with a code told apart across them."""
    counted = contacts.filter(UNIQUE).exclude(UNCODED).order_by()
    return rules.period(days, codes=counted.aggregate(codes=Count("own_code", distinct=True))["codes"])


@dataclass(frozen=True)
class Stop:
    """A place as it stands on the round's page."""

    venue: Venue
    contacts: int
    first: datetime | None
    last: datetime | None


def stops_of(one_round: Round) -> list[Stop]:
    """The places of the organisation: those visited in this round first, in the order they were visited."""
    seen: dict[int, dict[str, Any]] = {
        row["venue"]: dict(row)
        for row in one_round.contacts.values("venue").annotate(
            contacts=Count("pk"), first=Min("met_at"), last=Max("met_at")
        )
    }
    places = Venue.objects.filter(organisation=one_round.organisation_id)
    shown = places.filter(Q(active=True) | Q(pk__in=[*seen, one_round.venue_id])).order_by(danish("name"), "pk")
    stops = [_stop(venue, seen.get(venue.pk, {})) for venue in shown]
    return sorted(stops, key=lambda stop: (stop.first is None, stop.first, stop.venue.pk != one_round.venue_id))


def _stop(venue: Venue, row: dict[str, Any]) -> Stop:
    return Stop(venue, row.get("contacts", 0), row.get("first"), row.get("last"))


def with_use(venues: VenueQuerySet) -> VenueQuerySet:
    """Each place with when somebody was last met there, read from the end of its index; those in use first."""
    latest = Contact.objects.filter(venue=OuterRef("pk")).order_by("-service_day").values("service_day")[:1]
    found: VenueQuerySet = venues.select_related("venue_type").annotate(last_used=Subquery(latest))
    return found.order_by("-active", "name", "pk")


def last_contact(one_round: Round) -> Contact | None:
    contacts = one_round.contacts.select_related("venue", "contact_type", "language", "citizenship_region")
    found: Contact | None = contacts.order_by("-recorded_at", "-pk").first()
    return found


def given_in(one_round: Round) -> list[tuple[Code, int]]:
    """What was handed out in a round, each thing with its number."""
    handed = one_round.contacts.filter(given__isnull=False).order_by().values("given").annotate(number=Count("pk"))
    numbers = {row["given"]: row["number"] for row in handed}
    return [(code, numbers[code.pk]) for code in Code.objects.filter(pk__in=numbers).order_by("position", "label_da")]


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
        days[row["code"], row["name"]].append(_day(row))
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
