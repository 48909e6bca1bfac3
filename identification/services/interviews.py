"""Udredende samtaler."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.enums import CaseStatus
from cases.models import Case, Code
from cases.services import move_case, touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import ConsentScope, FourAnswer
from identification.models import Interview
from identification.rules.steps import check_interview, check_still_open
from identification.selectors.texts import inquired_on
from identification.services.consents import note_consents
from identification.services.locks import lock_case


@dataclass(frozen=True)
class NewInterview:
    """What is written down of one talk."""

    held_at: datetime
    place: Code
    consent: str
    notes: str
    consent_to: str = ""
    language: Code | None = None
    interpreter: str = FourAnswer.NOT_ASKED
    companion: str = FourAnswer.NOT_ASKED
    representative: str = FourAnswer.NOT_ASKED
    consents: Mapping[str, str] = field(default_factory=dict)
    consent_until: date | None = None


@transaction.atomic
def record_interview(*, actor: User, case: Case, new: NewInterview) -> Interview:
    """An interview stands in the case; the first one takes the case from inquiry into clarification.

    ``consent_to`` is dropped unless the consent is to named parties. Raises RuleError.
    """
    require(actor, "interview", case)
    case = lock_case(case.pk)
    check_still_open(case.status)
    check_interview(
        held_on=timezone.localdate(new.held_at),
        inquired_on=inquired_on(case),
        today=timezone.localdate(),
        consent=new.consent,
        consent_to=new.consent_to,
    )
    said = {name: value for name, value in asdict(new).items() if not name.startswith(("consents", "consent_until"))}
    interview = Interview(case=case, interviewer=actor, **said | whole(new))
    interview.full_clean(exclude=["case", "interviewer", "place", "language"])
    interview.save()
    note_consents(interview, new.consents, new.consent_until)
    if case.status == CaseStatus.INQUIRY:
        move_case(actor=actor, case=case, to=CaseStatus.IN_CLARIFICATION, under="interview")
    touch(case)
    record(actor, AuditAction.INTERVIEW_RECORDED, interview, case_ref=case.ref, consent=interview.consent)
    return interview


def whole(new: NewInterview) -> dict[str, object]:
    """What asdict would copy apart, and the names that only belong to one kind of consent."""
    named = new.consent == ConsentScope.NAMED_PARTIES
    return {"place": new.place, "language": new.language, "consent_to": new.consent_to.strip() if named else ""}
