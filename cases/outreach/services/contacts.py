"""Verbs about contacts."""

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
from cases.outreach.selectors.clock import service_day
from cases.outreach.services.incidents import tell_incidents
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
from cmm.core.refs import next_ref

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


def record_contact(*, actor: User, facts: ContactFacts) -> Contact:
    """One meeting is stored; the same form sent twice is stored once.

    The same key with other content is refused, and the refusal stays in the log: the verb itself is therefore no
    transaction, only its two halves are. Raises Conflict, and RuleError where the form breaks a rule.
    """
    require_role(actor, "outreach.add_contact")
    require(actor, "view", facts.venue)
    if facts.round is not None:
        require(actor, "change", facts.round)
    contact, created = store(actor, facts)
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
def store(actor: User, facts: ContactFacts) -> tuple[Contact, bool]:
    """The contact with this key, and whether it is new.

    The organisation's row stays locked until the contact is stored: of several sendings at once one is let in, and
    two contacts with the same code see each other.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    sent = Contact.objects.filter(organisation=actor.organisation_id, submission_key=facts.submission_key).first()
    if sent:
        return sent, False
    check(facts)
    contact = Contact.objects.create(**columns(actor, facts))
    for name in LISTS:
        getattr(contact, name).set(getattr(facts, name))
    tell_incidents(actor, contact, facts.events, facts.reported)
    round_ref = facts.round.ref if facts.round else ""
    record(actor, AuditAction.CONTACT_RECORDED, contact, round=round_ref, contact_type=facts.contact_type.code)
    return contact, True


def check(facts: ContactFacts) -> None:
    check_no_numbers(facts.note, field="note")
    check_no_numbers(facts.own_code, field="own_code")
    several = any(len(said) > 1 for said in (facts.sexes, facts.age_bands, facts.languages))
    check_group(facts.group, met_before=facts.met_before, own_code=facts.own_code, several=several)
    check_caller(caller=facts.caller is not None, contact_type=facts.contact_type.counted_as)
    if facts.met_at:
        check_met_at(met_at=facts.met_at, now=timezone.now())


def columns(actor: User, facts: ContactFacts) -> dict[str, Any]:
    """The row as it is first stored."""
    met_at = facts.met_at or timezone.now()
    return {
        "ref": next_ref("K"),
        "organisation": actor.organisation,
        "submission_key": facts.submission_key,
        "digest": facts.digest,
        "recorded_by": actor,
        "round": facts.round,
    } | answers(actor.organisation, facts, met_at, service_day(met_at, actor.organisation_id))


def answers(
    organisation: Organisation, facts: ContactFacts, met_at: datetime, day: date, *, but: int = 0
) -> dict[str, Any]:
    """What the contact says: a code already used in the service day, by another contact than number ``but``, answers
    "met before?" by itself.
    """
    own_code = facts.own_code.upper()
    same_code = Contact.objects.with_own_code(organisation, day, own_code).exclude(pk=but)
    by_code = bool(own_code) and facts.met_before != MetBefore.TONIGHT and same_code.exists()
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
