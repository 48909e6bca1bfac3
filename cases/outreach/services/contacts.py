"""Verbs about contacts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.enums import Answer, FollowUp, MetBefore, Preset
from cases.outreach.models import Contact, Round, Venue
from cases.outreach.rules import check_caller, check_group, check_met_at, check_no_numbers, digest_of
from cases.outreach.selectors.clock import day_of, hours_of
from cases.outreach.services.incidents import tell_first_incidents
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record, record_all
from cmm.core.errors import Conflict
from cmm.core.refs import next_refs

LISTS = ("given", "needs", "signs", "languages")


@dataclass(frozen=True)
class ContactFacts:
    """What one form said. An answer nobody gave is empty; without ``met_at`` the server's clock counts."""

    submission_key: UUID
    venue: Venue
    contact_type: Code
    round: Round | None = None
    met_at: datetime | None = None
    sex: str = ""
    met_before: str = ""
    age_band: str = ""
    language: Code | None = None
    citizenship_region: Code | None = None
    given: tuple[Code, ...] = ()
    needs: tuple[Code, ...] = ()
    signs: tuple[Code, ...] = ()
    follow_up: str = FollowUp.NOT_ASKED
    own_code: str = ""
    note: str = ""
    presets: tuple[str, ...] = ()
    # Of several persons: how many were new, met before, seen in this service day, unknown; and what was said of all.
    group: tuple[int, int, int, int] | None = None
    sexes: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    languages: tuple[Code, ...] = ()
    caller: Code | None = None
    events: tuple[Code, ...] = ()
    reported: str = Answer.NOT_ASKED

    @property
    def digest(self) -> str:
        """The same for two sendings that said the same. What was asked later stands in it only where answered, so that
        a form sent again over a release is still the same.
        """
        answers = {
            name: getattr(self, name)
            for name in ("met_at", "sex", "met_before", "age_band", "follow_up", "own_code", "note")
        }
        rows = {name: getattr(self, name) for name in ("venue", "contact_type", "round", "language")}
        rows["citizenship_region"] = self.citizenship_region
        lists = {name: sorted(code.pk for code in getattr(self, name)) for name in ("given", "needs", "signs")}
        told = answers | lists | {name: row.pk if row else None for name, row in rows.items()}
        return digest_of(told | {name: value for name, value in self._later().items() if value})

    def _later(self) -> dict[str, Any]:
        return {
            "group": self.group,
            "sexes": sorted(self.sexes),
            "age_bands": sorted(self.age_bands),
            "languages": sorted(code.pk for code in self.languages),
            "caller": self.caller.pk if self.caller else None,
            "events": sorted(code.pk for code in self.events),
            "reported": self.reported if self.reported != Answer.NOT_ASKED else "",
        }


@dataclass(frozen=True)
class Meeting:
    """What one form said, who filled it in, and when: the moment counts where the form names no other."""

    facts: ContactFacts
    worker: User
    moment: datetime

    @property
    def met_at(self) -> datetime:
        return self.facts.met_at or self.moment


def record_contact(*, actor: User, facts: ContactFacts) -> Contact:
    """One meeting is stored; the same form sent twice is stored once.

    The same key with other content is refused, and the refusal stays in the log: the verb itself is therefore no
    transaction, only its two halves are. Raises Conflict, and RuleError where the form breaks a rule.
    """
    require_role(actor, "outreach.add_contact")
    require(actor, "view", facts.venue)
    if facts.round is not None:
        require(actor, "change", facts.round)
    contact, created = store_one(actor, Meeting(facts, actor, timezone.now()))
    if not created and contact.digest != facts.digest:
        with transaction.atomic():
            record(actor, AuditAction.CONTACT_CONFLICTED, contact)
        raise Conflict(
            _(
                "This form has already been saved with other answers. The first version is kept and counted, this one"
                " is not saved. If this is a new contact, press Save again."
            ),
            code="other_answers",
        )
    return contact


@transaction.atomic
def store_one(actor: User, meeting: Meeting) -> tuple[Contact, bool]:
    """The contact with this key, and whether it is new. Raises RuleError."""
    stand_in_line(actor)
    key = meeting.facts.submission_key
    sent = Contact.objects.filter(organisation=actor.organisation_id, submission_key=key).first()
    if sent:
        return sent, False
    check(meeting.facts)
    return store(actor, [meeting])[0], True


def stand_in_line(actor: User) -> None:
    """The organisation's row stays locked until the contacts are stored: of several sendings at once one is let in, and
    two contacts with the same code see each other.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)


def store(actor: User, meetings: Sequence[Meeting]) -> list[Contact]:
    """Checked meetings of new keys become contacts, in a number of statements that does not grow with theirs."""
    hours = hours_of(actor.organisation_id)
    days = [day_of(one.met_at, hours) for one in meetings]
    known = codes_of(actor, meetings, days)
    refs = next_refs("K", len(meetings))
    rows = [Contact(**columns(actor, *told, known)) for told in zip(meetings, days, refs, strict=True)]
    contacts: list[Contact] = Contact.objects.bulk_create(rows)
    for name in LISTS:
        link(name, [(contact, getattr(one.facts, name)) for contact, one in zip(contacts, meetings, strict=True)])
    tell_first_incidents(
        actor, [(row, one.facts.events, one.facts.reported) for row, one in zip(contacts, meetings, strict=True)]
    )
    record_all(actor, AuditAction.CONTACT_RECORDED, [(one, details_of(one)) for one in contacts])
    return contacts


def details_of(contact: Contact) -> dict[str, str]:
    return {"round": contact.round.ref if contact.round else "", "contact_type": contact.contact_type.code}


def link(name: str, chosen: list[tuple[Contact, Sequence[Code]]]) -> None:
    links: Any = getattr(Contact, name).through
    rows = [links(contact_id=contact.pk, code_id=code.pk) for contact, codes in chosen for code in dict.fromkeys(codes)]
    if rows:
        links.objects.bulk_create(rows)


def check(facts: ContactFacts) -> None:
    check_no_numbers(facts.note, field="note")
    check_no_numbers(facts.own_code, field="own_code")
    several = any(len(said) > 1 for said in (facts.sexes, facts.age_bands, facts.languages))
    check_group(facts.group, met_before=facts.met_before, own_code=facts.own_code, several=several)
    check_caller(caller=facts.caller is not None, contact_type=facts.contact_type.counted_as)
    if facts.met_at:
        check_met_at(met_at=facts.met_at, now=timezone.now())


def codes_of(actor: User, meetings: Sequence[Meeting], days: Sequence[date]) -> set[tuple[date, str]]:
    """The own codes already used in the service days of ``meetings``, each with its day."""
    coded = {
        (day, one.facts.own_code.upper()) for one, day in zip(meetings, days, strict=True) if one.facts.own_code
    }  # fmt: skip
    if not coded:
        return set()
    used = Contact.objects.with_own_codes(actor.organisation, *zip(*coded, strict=True))
    return set(used.values_list("service_day", "own_code"))


def columns(actor: User, meeting: Meeting, day: date, ref: str, known: set[tuple[date, str]]) -> dict[str, Any]:
    """The row as it is first stored. ``known`` are the codes used so far; this one's is added."""
    facts, used = meeting.facts, (day, meeting.facts.own_code.upper())
    told = {
        "ref": ref,
        "organisation": actor.organisation,
        "submission_key": facts.submission_key,
        "digest": facts.digest,
        "recorded_by": meeting.worker,
        "round": facts.round,
    }
    told |= answers(facts, meeting.met_at, day, used_before=used in known)
    known.add(used)
    return told


def answers(facts: ContactFacts, met_at: datetime, day: date, *, used_before: bool) -> dict[str, Any]:
    """What the contact says: a code used before in the service day answers "met before?" by itself."""
    own_code = facts.own_code.upper()
    by_code = bool(own_code) and facts.met_before != MetBefore.TONIGHT and used_before
    return {
        "venue": facts.venue,
        "contact_type": facts.contact_type,
        "met_at": met_at,
        "service_day": day,
        "sex": facts.sex,
        "sexes": list(facts.sexes),
        "met_before": MetBefore.TONIGHT if by_code else facts.met_before,
        "group": list(facts.group) if facts.group else None,
        "age_band": facts.age_band,
        "age_bands": list(facts.age_bands),
        "language": facts.language,
        "citizenship_region": facts.citizenship_region,
        "caller": facts.caller,
        "follow_up": facts.follow_up,
        "own_code": own_code,
        "note": facts.note,
        "presets": [*facts.presets, *([Preset.MET_BEFORE] if by_code else [])],
    }
