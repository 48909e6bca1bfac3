"""Many contacts at once, in the name of who sends them: each is judged for itself, and none stops another."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.outreach.enums import Reason
from cases.outreach.models import Contact, Round, Venue
from cases.outreach.services.contacts import Meeting, check, stand_in_line, store
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role

# What a rule of the verb says of a field, as the reason why a contact is put aside.
REASONS = {"met_at": Reason.FUTURE, "note": Reason.NOTE}
Outcome = Contact | Reason


@transaction.atomic
def record_contacts(*, actor: User, meetings: Sequence[Meeting]) -> list[Outcome]:
    """For each meeting the contact, new or stored before, or the reason why there is none. Nothing is half stored."""
    require_role(actor, "outreach.add_contact")
    stand_in_line(actor)
    rules = Rules(actor, meetings)
    outcomes: dict[int, Outcome] = {}
    fresh: list[int] = []
    for number, meeting in enumerate(meetings):
        judged = rules.judge(meeting)
        if judged is None:
            fresh.append(number)
        else:
            outcomes[number] = judged
    stored = store_each(actor, [meetings[number] for number in fresh])
    outcomes |= dict(zip(fresh, stored, strict=True))
    return [outcomes[number] for number in range(len(meetings))]


class Rules:
    """What every meeting of one sending is judged by, asked of the database once."""

    def __init__(self, actor: User, meetings: Sequence[Meeting]) -> None:
        facts = [one.facts for one in meetings]
        venues = Venue.objects.allowed(actor, "view").filter(pk__in={one.venue.pk for one in facts})
        self.venues = set(venues.values_list("pk", flat=True))
        self.rounds = rounds_open_to(actor, {one.round.pk for one in facts if one.round})
        sent = Contact.objects.filter(
            organisation=actor.organisation_id, submission_key__in={one.submission_key for one in facts}
        )
        self.sent = {contact.submission_key: contact for contact in sent}
        self.seen: set[object] = set()

    def judge(self, meeting: Meeting) -> Outcome | None:
        """What became of it before or becomes of it by the rules; nothing where it is to be stored."""
        facts = meeting.facts
        contact = self.sent.get(facts.submission_key)
        if contact is not None:
            return contact if contact.digest == facts.digest else Reason.OTHER_ANSWERS
        if facts.submission_key in self.seen:
            return Reason.OTHER_ANSWERS
        if facts.venue.pk not in self.venues:
            return Reason.VENUE
        if facts.round is not None and facts.round.pk not in self.rounds:
            return Reason.ROUND
        try:
            check(facts)
        except ValidationError as refused:
            return REASONS.get(getattr(refused, "field", ""), Reason.FORM)
        self.seen.add(facts.submission_key)
        return None


def rounds_open_to(actor: User, wanted: set[int]) -> set[int]:
    if not wanted:
        return set()
    return set(Round.objects.allowed(actor, "change").filter(pk__in=wanted).values_list("pk", flat=True))


def store_each(actor: User, meetings: Sequence[Meeting]) -> list[Outcome]:
    """All in one go; where the database refuses that, one by one, so that only what it refuses is left."""
    if not meetings:
        return []
    together = attempt(actor, meetings)
    if together is not None:
        return [*together]
    alone = [attempt(actor, [meeting]) for meeting in meetings]
    return [one[0] if one else Reason.FORM for one in alone]


def attempt(actor: User, meetings: Sequence[Meeting]) -> list[Contact] | None:
    """Nothing where the database takes none of it."""
    try:
        with transaction.atomic():
            return store(actor, meetings)
    except DatabaseError:
        return None
