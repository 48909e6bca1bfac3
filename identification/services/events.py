"""The course of events, part by part: recorded, corrected by another, or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case, Code
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import Ending, FourAnswer
from identification.models import Event
from identification.rules.events import check_criminal_act, check_event
from identification.rules.observations import check_withdrawal_reason
from identification.rules.steps import check_still_open
from identification.rules.vague import UNKNOWN, Vague
from identification.services.keeping import close, lock_standing, next_number
from identification.services.locks import lock_case

CODES = ("place_type", "sector", "exploitation_form", "criminal_act")


@dataclass(frozen=True)
class NewEvent:
    """One part of what happened; ``control`` maps the methods somebody asked about to the answers."""

    kind: str
    country: str = ""
    city: str = ""
    place_type: Code | None = None
    begins: Vague = UNKNOWN
    ends: Vague = UNKNOWN
    sector: Code | None = None
    exploitation_form: Code | None = None
    criminal_act: Code | None = None
    recruiter: str = ""
    control: Mapping[str, str] = field(default_factory=dict)
    goes_on: str = FourAnswer.NOT_ASKED
    description: str = ""


@transaction.atomic
def record_event(*, actor: User, case: Case, new: NewEvent) -> Event:
    """The event stands in the case. Raises RuleError."""
    require(actor, "assess", case)
    case = lock_case(case.pk)
    check_still_open(case.status)
    return keep(actor, case, new, AuditAction.EVENT_RECORDED)


@transaction.atomic
def correct_event(*, actor: User, event: Event, new: NewEvent) -> Event:
    """Another stands in its place, and the one before stays in the history. Raises RuleError, Conflict."""
    require(actor, "assess", event.case)
    case, event = lock_standing(event)
    close(actor, event, Ending.CORRECTED)
    return keep(actor, case, new, AuditAction.EVENT_CORRECTED, corrects=event)


@transaction.atomic
def withdraw_event(*, actor: User, event: Event, reason: str) -> Event:
    """It no longer counts; that it was there stays, with the reason. Raises RuleError, Conflict."""
    require(actor, "assess", event.case)
    check_withdrawal_reason(reason)
    case, event = lock_standing(event)
    close(actor, event, Ending.WITHDRAWN, reason)
    touch(case)
    record(actor, AuditAction.EVENT_WITHDRAWN, event, case_ref=case.ref, number=event.number)
    return event


def keep(actor: User, case: Case, new: NewEvent, under: AuditAction, **more: Event) -> Event:
    check_event(begins=new.begins, ends=new.ends, goes_on=new.goes_on, today=timezone.localdate())
    if new.criminal_act:
        form = new.exploitation_form
        check_criminal_act(kind=new.kind, form=(form.statistics_code or form.code) if form else "")
    event = Event(case=case, number=next_number(Event, case), recorded_by=actor, **columns_of(new), **more)
    event.full_clean(exclude=["case", "recorded_by", "corrects", *CODES])
    event.save()
    touch(case)
    record(actor, under, event, case_ref=case.ref, number=event.number, kind=event.kind)
    return event


def columns_of(new: NewEvent) -> dict[str, Any]:
    """The row's own columns; a method nobody asked about is not in it."""
    plain = ("kind", "country", *CODES, "recruiter", "goes_on")
    return {name: getattr(new, name) for name in plain} | {
        "city": new.city.strip(),
        "description": new.description.strip(),
        "begins_on": new.begins.on,
        "begins_precision": new.begins.precision,
        "ends_on": new.ends.on,
        "ends_precision": new.ends.precision,
        "control": {code: answer for code, answer in new.control.items() if answer != FourAnswer.NOT_ASKED},
    }
