"""The rounds of a worker, and what was done in one."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Count, When
from django.utils import timezone

from cases.models import Code
from cases.outreach.models import Contact, Incident, Round
from cases.outreach.querysets import RoundQuerySet
from cases.outreach.rules import Hours
from cases.outreach.selectors.clock import begins, day_of
from cmm.accounts.models import User


def running_round(user: Any) -> Round | None:
    """The round this worker is out on; their own before one they walk along on."""
    rounds = Round.objects.running().of(user).select_related("venue", "contact_type", "worker")
    own_first = rounds.order_by(Case(When(worker=user.pk, then=0), default=1), "-started_at")
    found: Round | None = own_first.prefetch_related("preset_given").first()
    return found


def earlier_rounds(user: Any, limit: int = 4) -> list[Round]:
    """The rounds of the organisation to start again, the worker's own last one first, each name once."""
    latest = (
        Round.objects.filter(organisation=user.organisation_id, venue__active=True)
        .order_by("name", "-started_at")
        .distinct("name")
        .values("pk")
    )
    found = Round.objects.filter(pk__in=latest).select_related("venue", "contact_type")
    rounds = found.prefetch_related("preset_given").order_by("-started_at")
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


def unfinished_rounds(user: Any, hours: Hours) -> RoundQuerySet:
    """Rounds the user may end that were begun before this service day and never handed in, oldest first."""
    begun = begins(day_of(timezone.now(), hours), hours)
    rounds: RoundQuerySet = Round.objects.allowed(user, "change").select_related("worker")
    return rounds.running().filter(started_at__lt=begun).order_by("started_at", "pk")


def last_contact(one_round: Round) -> Contact | None:
    contacts = one_round.contacts.select_related("venue", "contact_type", "language", "citizenship_region")
    found: Contact | None = contacts.order_by("-recorded_at", "-pk").first()
    return found


def unclear_in(one_round: Round, user: Any, limit: int = 20) -> list[Contact]:
    """Those the user may correct of which nobody has said whether the person was met before, as they were met."""
    contacts = Contact.objects.allowed(user, "change").filter(round=one_round, n_unclear__gt=0)
    return list(contacts.select_related("venue").order_by("met_at", "pk")[:limit])


def handed_out_in(one_round: Round) -> dict[int, int]:
    """How many of each thing, by its number: as somebody counted them, else as often as a contact was given it."""
    handed = one_round.contacts.filter(given__isnull=False).order_by().values("given").annotate(number=Count("pk"))
    numbers = {row["given"]: row["number"] for row in handed}
    return numbers | dict(one_round.handouts.values_list("thing", "number"))


def given_in(one_round: Round) -> list[tuple[Code, int]]:
    """What was handed out in a round, each thing with its number."""
    numbers = handed_out_in(one_round)
    return [(code, numbers[code.pk]) for code in Code.objects.filter(pk__in=numbers).order_by("position", "label_da")]


def events_in(one_round: Round) -> list[tuple[str, int]]:
    """What happened to those met in a round, each kind with its number."""
    told = Incident.objects.filter(contact__round=one_round, struck_at__isnull=True).order_by("kind__position")
    numbers: dict[str, int] = defaultdict(int)
    for incident in told.select_related("kind"):
        numbers[str(incident.kind)] += 1
    return list(numbers.items())


def colleagues_of(user: Any) -> list[User]:
    """Who may walk along: those of the organisation, by name."""
    found = User.objects.filter(organisation=user.organisation_id, is_active=True).exclude(pk=user.pk)
    return list(found.order_by("name", "pk"))


def names_on(one_round: Round) -> list[str]:
    """Who is out on a round, whoever began it first."""
    names = dict(User.objects.filter(pk__in=one_round.walkers).values_list("pk", "name"))
    return [names[pk] for pk in one_round.walkers if pk in names]
